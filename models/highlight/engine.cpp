// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "highlight/engine.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

#include <QFileInfo>
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

} // namespace

struct Engine::Private
{
    KSyntaxHighlighting::Repository repository;
};

Engine::Engine() : d(std::make_unique<Private>()) {}
Engine::~Engine() = default;

StyleTables Engine::styleTables() const
{
    return {tableOf(d->repository.theme(u"GitHub Light"_s)), tableOf(d->repository.theme(u"GitHub Dark"_s))};
}

QString Engine::definitionName(const QString &fileName, QByteArrayView text) const
{
    const auto byName = d->repository.definitionForFileName(QFileInfo(fileName).fileName());
    if (byName.isValid())
        return byName.name();
    return definitionOfInterpreter(interpreterOf(text));
}

struct TextWalk::Private final : KSyntaxHighlighting::AbstractHighlighter
{
    QByteArray text;
    std::vector<quint32> starts; // of lines, one more than there are
    std::vector<KSyntaxHighlighting::State> states; // at the start of each block passed, and of the next one
    Limits limits;
    qint64 spentMs = 0;
    bool useful = false;
    bool exceeded = false;
    QStringDecoder decoder{QStringDecoder::Utf8};
    std::vector<char16_t> units;
    SpanBlock *target = nullptr;

    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format &format) override
    {
        const int style = format.textStyle();
        if (!target || style == Theme::Normal || length <= 0)
            return;
        auto &spans = target->spans;
        // The library reports neighbours of one style one by one; a line's spans become a third when they are joined.
        if (spans.size() > target->starts.back() && spans.back().style() == style && spans.back().end() == offset
            && spans.back().length() + length <= StyleSpan::MaxLength) {
            spans.back() = StyleSpan(spans.back().start(), spans.back().length() + length, style);
            return;
        }
        for (int done = 0; done < length; done += StyleSpan::MaxLength)
            spans.emplace_back(offset + done, std::min(length - done, StyleSpan::MaxLength), style);
    }

    int lineCount() const { return int(starts.size()) - 1; }

    QByteArrayView line(int index) const
    {
        qsizetype end = starts[size_t(index) + 1];
        const qsizetype start = starts[size_t(index)];
        if (end > start && text.at(end - 1) == '\n')
            --end;
        if (end > start && text.at(end - 1) == '\r')
            --end;
        return QByteArrayView(text).sliced(start, end - start);
    }

    KSyntaxHighlighting::State pass(int index, const KSyntaxHighlighting::State &state)
    {
        const QByteArrayView bytes = line(index);
        if (bytes.size() > 3 * MaxLineLength)
            return state;
        if (units.size() < size_t(bytes.size()) + 1)
            units.resize(size_t(bytes.size()) + 512);
        decoder.resetState();
        char16_t *end =
            reinterpret_cast<char16_t *>(decoder.appendToBuffer(reinterpret_cast<QChar *>(units.data()), bytes));
        const qsizetype length = end - units.data();
        if (length > MaxLineLength)
            return state;
        return highlightLine(QStringView(units.data(), length), state);
    }

    /** Passes the lines of a block, into `block` if there is one; the state behind it, or nothing when cancelled or too
     * dear. */
    bool passBlock(int index, KSyntaxHighlighting::State &state, SpanBlock *block, const CancelToken &cancel)
    {
        const qint64 before = threadCpuMs();
        const int first = index * LinesPerBlock;
        const int last = std::min(first + LinesPerBlock, lineCount());
        target = block;
        bool complete = true;
        for (int i = first; i < last && complete; ++i) {
            state = pass(i, state);
            if (block)
                block->starts.push_back(quint32(block->spans.size()));
            if (i % 16 == 15 && (cancel.isCancelled() || spentMs + threadCpuMs() - before > limits.cpuMs))
                complete = i + 1 == last;
        }
        target = nullptr;
        spentMs += threadCpuMs() - before;
        exceeded = exceeded || spentMs > limits.cpuMs;
        return complete;
    }
};

TextWalk::TextWalk(Engine &engine, const QString &fileName, QByteArray text, Limits limits)
    : d(std::make_unique<Private>())
{
    d->limits = limits;
    d->text = std::move(text);
    d->starts.push_back(0);
    const char *begin = d->text.constData();
    const char *end = begin + d->text.size();
    for (const char *at = begin; at < end;) {
        const auto *found = static_cast<const char *>(std::memchr(at, '\n', size_t(end - at)));
        at = found ? found + 1 : end;
        d->starts.push_back(quint32(at - begin));
    }
    const QString name = engine.definitionName(fileName, d->text);
    if (name.isEmpty())
        return;
    const auto definition = engine.d->repository.definitionForName(name);
    d->useful = definition.isValid();
    d->setDefinition(definition);
    d->states.emplace_back();
}

TextWalk::~TextWalk() = default;

int TextWalk::lineCount() const
{
    return d->lineCount();
}

int TextWalk::blockCount() const
{
    return (d->lineCount() + LinesPerBlock - 1) / LinesPerBlock;
}

bool TextWalk::isUseful() const
{
    return d->useful && !d->exceeded;
}

bool TextWalk::budgetExceeded() const
{
    return d->exceeded;
}

int TextWalk::distance(int block) const
{
    return std::max(0, block - int(d->states.size()) + 1);
}

SpanBlockPtr TextWalk::block(int block, const CancelToken &cancel)
{
    if (block < 0 || block >= blockCount())
        return {};
    while (isUseful() && int(d->states.size()) <= block) {
        KSyntaxHighlighting::State state = d->states.back();
        if (!d->passBlock(int(d->states.size()) - 1, state, nullptr, cancel))
            return {};
        d->states.push_back(state);
    }
    auto result = std::make_shared<SpanBlock>();
    result->firstLine = block * LinesPerBlock;
    if (!isUseful())
        return result;
    KSyntaxHighlighting::State state = d->states[size_t(block)];
    if (!d->passBlock(block, state, result.get(), cancel))
        return {};
    if (int(d->states.size()) == block + 1)
        d->states.push_back(state);
    result->spans.shrink_to_fit();
    return result;
}

SpanBlockPtr TextWalk::provisionalBlock(int block)
{
    auto result = std::make_shared<SpanBlock>();
    result->firstLine = block * LinesPerBlock;
    result->provisional = true;
    if (!isUseful() || block < 0 || block >= blockCount())
        return result;
    KSyntaxHighlighting::State state;
    d->passBlock(block, state, result.get(), {});
    return result;
}

} // namespace docket::highlight
