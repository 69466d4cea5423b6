// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "highlight/languages.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QFileInfo>
#include <QPalette>
#include <QStringDecoder>

#include <algorithm>
#include <cstring>
#include <ctime>

using namespace Qt::StringLiterals;
using KSyntaxHighlighting::Theme;

namespace docket::highlight {

static_assert(StyleCount == Theme::Others + 1);

namespace {

qint64 threadCpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

StyleTable tableOf(const Theme &theme)
{
    StyleTable table;
    for (int style = 0; style < StyleCount; ++style) {
        const auto textStyle = Theme::TextStyle(style);
        table.looks[size_t(style)] = {theme.textColor(textStyle), theme.isBold(textStyle), theme.isItalic(textStyle),
                                      theme.isUnderline(textStyle)};
    }
    return table;
}

/** "#!/usr/bin/env -S python3 -u" -> "python3". */
QByteArray interpreterOf(QByteArrayView text)
{
    if (!text.startsWith("#!"))
        return {};
    const qsizetype end = text.indexOf('\n');
    const QByteArray line = text.first(end < 0 ? std::min<qsizetype>(text.size(), 200) : std::min<qsizetype>(end, 200))
                                .mid(2)
                                .toByteArray();
    for (const QByteArray &word : line.simplified().split(' ')) {
        const QByteArray name = word.mid(word.lastIndexOf('/') + 1);
        if (!name.isEmpty() && name != "env" && !name.startsWith('-'))
            return name;
    }
    return {};
}

QString definitionOfInterpreter(const QByteArray &name)
{
    static constexpr std::pair<const char *, const char16_t *> known[] = {
        {"bash", u"Bash"},       {"sh", u"Bash"},       {"dash", u"Bash"}, {"ksh", u"Bash"},  {"zsh", u"Zsh"},
        {"fish", u"Fish"},       {"python", u"Python"}, {"perl", u"Perl"}, {"ruby", u"Ruby"}, {"node", u"JavaScript"},
        {"deno", u"TypeScript"}, {"php", u"PHP/PHP"},   {"lua", u"Lua"},   {"awk", u"AWK"},   {"gawk", u"AWK"},
        {"make", u"Makefile"},   {"tclsh", u"Tcl/Tk"},
    };
    QByteArray bare = name;
    while (!bare.isEmpty() && (bare.back() == '.' || (bare.back() >= '0' && bare.back() <= '9')))
        bare.chop(1);
    for (const auto &[interpreter, definition] : known) {
        if (bare == interpreter)
            return QString::fromUtf16(definition);
    }
    return {};
}

/** The way through one text. */
class Walk final : public LanguageWalk, private KSyntaxHighlighting::AbstractHighlighter
{
public:
    Walk(const KSyntaxHighlighting::Definition &definition, const QByteArray &bytes, qint64 cpuMs)
        : m_text(bytes), m_limitMs(cpuMs)
    {
        m_starts.push_back(0);
        const char *begin = m_text.constData();
        const char *end = begin + m_text.size();
        for (const char *at = begin; at < end;) {
            const auto *found = static_cast<const char *>(std::memchr(at, '\n', size_t(end - at)));
            at = found ? found + 1 : end;
            m_starts.push_back(quint32(at - begin));
        }
        m_useful = definition.isValid();
        if (!m_useful)
            return;
        setDefinition(definition);
        m_states.emplace_back();
    }

    int lineCount() const override { return int(m_starts.size()) - 1; }
    int passedBlocks() const override { return int(m_states.size()); }
    bool isUseful() const override { return m_useful && !m_exceeded; }
    bool budgetExceeded() const override { return m_exceeded; }

    SpanBlockPtr block(int block, const CancelToken &cancel) override
    {
        if (block < 0 || block >= blockCount())
            return {};
        while (isUseful() && int(m_states.size()) <= block) {
            KSyntaxHighlighting::State state = m_states.back();
            if (!passBlock(int(m_states.size()) - 1, state, nullptr, cancel))
                return {};
            m_states.push_back(state);
        }
        auto result = std::make_shared<SpanBlock>();
        result->firstLine = block * LinesPerBlock;
        if (!isUseful())
            return result;
        KSyntaxHighlighting::State state = m_states[size_t(block)];
        if (!passBlock(block, state, result.get(), cancel))
            return {};
        if (int(m_states.size()) == block + 1)
            m_states.push_back(state);
        result->spans.shrink_to_fit();
        return result;
    }

    SpanBlockPtr provisionalBlock(int block) override
    {
        auto result = std::make_shared<SpanBlock>();
        result->firstLine = block * LinesPerBlock;
        result->provisional = true;
        if (!isUseful() || block < 0 || block >= blockCount())
            return result;
        KSyntaxHighlighting::State state;
        passBlock(block, state, result.get(), {});
        return result;
    }

private:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        const int style = format.textStyle();
        if (!m_target || style == Theme::Normal || length <= 0)
            return;
        auto &spans = m_target->spans;
        // The library reports neighbours of one style one by one; a line's spans become a third when they are joined.
        if (spans.size() > m_target->starts.back() && spans.back().style() == style && spans.back().end() == offset
            && spans.back().length() + length <= StyleSpan::MaxLength) {
            spans.back() = StyleSpan(spans.back().start(), spans.back().length() + length, style);
            return;
        }
        for (int done = 0; done < length; done += StyleSpan::MaxLength)
            spans.emplace_back(offset + done, std::min(length - done, StyleSpan::MaxLength), style);
    }

    QByteArrayView line(int index) const
    {
        qsizetype end = m_starts[size_t(index) + 1];
        const qsizetype start = m_starts[size_t(index)];
        if (end > start && m_text.at(end - 1) == '\n')
            --end;
        if (end > start && m_text.at(end - 1) == '\r')
            --end;
        return QByteArrayView(m_text).sliced(start, end - start);
    }

    KSyntaxHighlighting::State pass(int index, const KSyntaxHighlighting::State &state)
    {
        const QByteArrayView bytes = line(index);
        if (bytes.size() > 3 * MaxLineLength)
            return state;
        if (m_units.size() < size_t(bytes.size()) + 1)
            m_units.resize(size_t(bytes.size()) + 512);
        m_decoder.resetState();
        char16_t *end =
            reinterpret_cast<char16_t *>(m_decoder.appendToBuffer(reinterpret_cast<QChar *>(m_units.data()), bytes));
        const qsizetype length = end - m_units.data();
        if (length > MaxLineLength)
            return state;
        return highlightLine(QStringView(m_units.data(), length), state);
    }

    /** Passes the lines of a block, into `block` if there is one; the state behind it, or nothing when cancelled or too
     * dear. */
    bool passBlock(int index, KSyntaxHighlighting::State &state, SpanBlock *block, const CancelToken &cancel)
    {
        const qint64 before = threadCpuMs();
        const int first = index * LinesPerBlock;
        const int last = std::min(first + LinesPerBlock, lineCount());
        m_target = block;
        bool complete = true;
        for (int i = first; i < last && complete; ++i) {
            state = pass(i, state);
            if (block)
                block->starts.push_back(quint32(block->spans.size()));
            if (i % 16 == 15 && (cancel.isCancelled() || m_spentMs + threadCpuMs() - before > m_limitMs))
                complete = i + 1 == last;
        }
        m_target = nullptr;
        m_spentMs += threadCpuMs() - before;
        m_exceeded = m_exceeded || m_spentMs > m_limitMs;
        return complete;
    }

    int blockCount() const { return (lineCount() + LinesPerBlock - 1) / LinesPerBlock; }

    QByteArray m_text;
    std::vector<quint32> m_starts; // of lines, one more than there are
    std::vector<KSyntaxHighlighting::State> m_states; // at the start of each block passed, and of the next one
    qint64 m_limitMs = 0;
    qint64 m_spentMs = 0;
    bool m_useful = false;
    bool m_exceeded = false;
    QStringDecoder m_decoder{QStringDecoder::Utf8};
    std::vector<char16_t> m_units;
    SpanBlock *m_target = nullptr;
};

class Colours final : public DocumentColours
{
public:
    Colours(KSyntaxHighlighting::Repository &repository, QTextDocument *document, const QString &definition)
        : m_repository(repository), m_highlighter(document)
    {
        m_highlighter.setDefinition(m_repository.definitionForName(definition));
    }

    void setPalette(const QPalette &palette) override
    {
        m_highlighter.setTheme(m_repository.themeForPalette(palette));
        m_highlighter.rehighlight();
    }

private:
    KSyntaxHighlighting::Repository &m_repository;
    KSyntaxHighlighting::SyntaxHighlighter m_highlighter;
};

/** One repository: it has no lock, and what it hands out writes into it. */
class Library final : public Languages
{
public:
    StyleTables styleTables() const override
    {
        return {tableOf(m_repository.theme(u"GitHub Light"_s)), tableOf(m_repository.theme(u"GitHub Dark"_s))};
    }

    QString definitionName(const QString &fileName, QByteArrayView text) const override
    {
        const auto byName = m_repository.definitionForFileName(QFileInfo(fileName).fileName());
        if (byName.isValid())
            return byName.name();
        return definitionOfInterpreter(interpreterOf(text));
    }

    std::unique_ptr<LanguageWalk> walk(const QString &fileName, const QByteArray &text, qint64 cpuMs) override
    {
        const QString name = definitionName(fileName, text);
        return std::make_unique<Walk>(
            name.isEmpty() ? KSyntaxHighlighting::Definition() : m_repository.definitionForName(name), text, cpuMs);
    }

    std::unique_ptr<DocumentColours> colour(QTextDocument *document, const QString &definition) override
    {
        return std::make_unique<Colours>(m_repository, document, definition);
    }

private:
    KSyntaxHighlighting::Repository m_repository;
};

} // namespace

} // namespace docket::highlight

extern "C" Q_DECL_EXPORT docket::highlight::Languages *docketLanguages()
{
    return new docket::highlight::Library;
}
