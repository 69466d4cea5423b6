// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specdocument.h"

#include <QSet>

#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int highestCriterionNumber = 99'999;

struct Alias
{
    QStringView name;
    SectionKind kind;
};

// Headings in English are the file format; the others are read too, so that a spec may be written in Chinese
// throughout.
constexpr std::array aliases{
    Alias{u"current state", SectionKind::CurrentState},
    Alias{u"background", SectionKind::CurrentState},
    Alias{u"目前狀態", SectionKind::CurrentState},
    Alias{u"現況", SectionKind::CurrentState},
    Alias{u"target", SectionKind::Target},
    Alias{u"goal", SectionKind::Target},
    Alias{u"目標", SectionKind::Target},
    Alias{u"approach", SectionKind::Approach},
    Alias{u"做法", SectionKind::Approach},
    Alias{u"方法", SectionKind::Approach},
    Alias{u"acceptance criteria", SectionKind::AcceptanceCriteria},
    Alias{u"驗收條件", SectionKind::AcceptanceCriteria},
    Alias{u"驗收標準", SectionKind::AcceptanceCriteria},
};

SectionKind kindOf(QStringView heading)
{
    while (!heading.isEmpty() && (heading.back() == u':' || heading.back() == u'：'))
        heading.chop(1);
    heading = heading.trimmed();
    for (const Alias &alias : aliases) {
        if (heading.compare(alias.name, Qt::CaseInsensitive) == 0)
            return alias.kind;
    }
    return SectionKind::Other;
}

struct Heading
{
    int level = 0;
    QString text;
};

/** ATX headings only: "## Text ##". Up to three spaces before it, as in CommonMark. */
std::optional<Heading> headingOf(QStringView line)
{
    int indent = 0;
    while (indent < line.size() && line[indent] == u' ')
        ++indent;
    QStringView rest = line.mid(indent);
    int level = 0;
    while (level < rest.size() && rest[level] == u'#')
        ++level;
    if (indent > 3 || level == 0 || level > 6 || (level < rest.size() && !rest[level].isSpace()))
        return std::nullopt;
    rest = rest.mid(level).trimmed();
    qsizetype end = rest.size();
    while (end > 0 && rest[end - 1] == u'#')
        --end;
    if (end == 0 || rest[end - 1].isSpace())
        rest = rest.left(end).trimmed();
    return Heading{level, rest.toString()};
}

/** The characters that open or close a code fence, and how many: {'`', 3}. */
std::optional<std::pair<QChar, int>> fenceOf(QStringView line)
{
    const QStringView text = line.trimmed();
    if (text.isEmpty() || (text[0] != u'`' && text[0] != u'~'))
        return std::nullopt;
    int length = 0;
    while (length < text.size() && text[length] == text[0])
        ++length;
    if (length < 3)
        return std::nullopt;
    return std::pair{text[0], length};
}

/** Keeps track of what a line is in: a fence, an HTML comment, or the text itself. */
class Context
{
public:
    /** True when the line is text in which headings and items count. */
    bool isText(QStringView line)
    {
        if (m_inComment) {
            m_inComment = !line.contains("-->"_L1);
            return false;
        }
        if (const auto fence = fenceOf(line)) {
            if (!m_fence) {
                m_fence = fence;
                return false;
            }
            const bool onlyFence = line.trimmed().size() == fence->second;
            if (fence->first == m_fence->first && fence->second >= m_fence->second && onlyFence) {
                m_fence.reset();
                return false;
            }
        }
        if (m_fence)
            return false;
        const qsizetype comment = line.indexOf("<!--"_L1);
        if (comment >= 0 && line.indexOf("-->"_L1, comment) < 0)
            m_inComment = true;
        return comment < 0 || !line.left(comment).trimmed().isEmpty();
    }

private:
    std::optional<std::pair<QChar, int>> m_fence;
    bool m_inComment = false;
};

struct Item
{
    int indent = 0;
    QStringView text;
};

/** "- text", "* text", "+ text", "1. text", with or without "[ ]". */
std::optional<Item> itemOf(QStringView line)
{
    int indent = 0;
    while (indent < line.size() && (line[indent] == u' ' || line[indent] == u'\t'))
        ++indent;
    QStringView rest = line.mid(indent);
    int mark = 0;
    if (!rest.isEmpty() && (rest[0] == u'-' || rest[0] == u'*' || rest[0] == u'+')) {
        mark = 1;
    } else {
        while (mark < rest.size() && mark < 9 && rest[mark].isDigit())
            ++mark;
        if (mark == 0 || mark == rest.size() || (rest[mark] != u'.' && rest[mark] != u')'))
            return std::nullopt;
        ++mark;
    }
    if (mark < rest.size() && !rest[mark].isSpace())
        return std::nullopt;
    rest = rest.mid(mark).trimmed();
    if (rest.startsWith("[ ]"_L1) || rest.startsWith("[x]"_L1, Qt::CaseInsensitive))
        rest = rest.mid(3).trimmed();
    return Item{indent, rest};
}

/** Takes "AC-12:" (also bold, also with a dash or a full-width colon after it) from the front; 0 when there is none. */
int takeCriterionNumber(QStringView &text)
{
    QStringView rest = text;
    const auto skip = [&rest](QStringView set) {
        const QStringView all = rest;
        while (!rest.isEmpty() && set.contains(rest[0]))
            rest = rest.mid(1);
        return all.first(all.size() - rest.size());
    };
    const QStringView opened = skip(u"*_`[");
    if (!rest.startsWith("AC"_L1, Qt::CaseInsensitive))
        return 0;
    rest = rest.mid(2);
    skip(u"-‐‑– ");
    int digits = 0;
    int number = 0;
    while (digits < rest.size() && rest[digits].isDigit()) {
        number = qMin(number * 10 + rest[digits].digitValue(), highestCriterionNumber + 1);
        ++digits;
    }
    if (digits == 0 || number == 0 || number > highestCriterionNumber)
        return 0;
    rest = rest.mid(digits);
    if (!rest.isEmpty() && rest[0].isLetterOrNumber())
        return 0;
    // What was opened before the number is closed behind it; the same signs after that belong to the text.
    qsizetype open = opened.size();
    while (!rest.isEmpty()) {
        const bool closes = open > 0 && QStringView(u"*_`]").contains(rest[0]);
        if (!closes && !QStringView(u":：.-–— \t").contains(rest[0]))
            break;
        open -= closes ? 1 : 0;
        rest = rest.mid(1);
    }
    text = rest;
    return number;
}

/** "<What to write here.>", alone on its line or as an item. */
bool isUnfilled(QStringView line)
{
    const auto item = itemOf(line);
    QStringView text = item ? item->text : line.trimmed();
    takeCriterionNumber(text);
    return text.startsWith(u'<') && text.endsWith(u'>') && text.contains(u' ') && text.count(u'<') == 1;
}

class Parser
{
public:
    SpecDocument parse(QStringView markdown);

private:
    void readLine(QStringView line, int number);
    void openSection(const Heading &heading, int line);
    void closeSection(int lastLine);
    void readCriterion(QStringView line, int number);
    void lookForProblems();
    void problem(SpecProblem::Kind kind, int line, QString subject = {})
    {
        m_document.problems.append({kind, line, std::move(subject)});
    }

    SpecDocument m_document;
    Context m_context;
    QStringList m_text; ///< lines of the open section or of the preamble
    bool m_open = false;
    bool m_inCriteria = false;
    int m_itemIndent = -1; ///< indentation of the criteria's items; a deeper one is part of its item
    QString m_firstWords;
    int m_firstWordsLine = -1;
};

SpecDocument Parser::parse(QStringView markdown)
{
    qsizetype begin = 0;
    int number = 0;
    while (begin <= markdown.size()) {
        qsizetype end = markdown.indexOf(u'\n', begin);
        if (end < 0)
            end = markdown.size();
        QStringView line = markdown.mid(begin, end - begin);
        if (line.endsWith(u'\r'))
            line.chop(1);
        readLine(line, number++);
        begin = end + 1;
    }
    m_document.lineCount = number;
    closeSection(number - 1);
    if (m_document.titleLine < 0 && m_firstWordsLine >= 0) {
        m_document.title = m_firstWords;
        m_document.titleLine = m_firstWordsLine;
        problem(SpecProblem::Kind::NoTitle, m_firstWordsLine);
    } else if (m_document.titleLine < 0) {
        problem(SpecProblem::Kind::NoTitle, 0);
    }
    lookForProblems();
    std::ranges::stable_sort(m_document.problems, {}, &SpecProblem::line);
    return std::move(m_document);
}

void Parser::readLine(QStringView line, int number)
{
    const bool isText = m_context.isText(line);
    if (isText) {
        if (const auto heading = headingOf(line)) {
            if (heading->level == 1 && m_document.titleLine < 0 && !m_open) {
                m_document.title = heading->text;
                m_document.titleLine = number;
                if (isUnfilled(heading->text))
                    problem(SpecProblem::Kind::UnfilledTemplate, number, heading->text);
                return;
            }
            // A deeper heading is a part of the section that it stands in, unless it names a typed section itself.
            if (heading->level <= 2 || kindOf(heading->text) != SectionKind::Other || !m_open) {
                closeSection(number - 1);
                openSection(*heading, number);
                return;
            }
        }
        if (m_firstWordsLine < 0 && !line.trimmed().isEmpty()) {
            m_firstWords = line.trimmed().toString();
            m_firstWordsLine = number;
        }
        if (m_inCriteria)
            readCriterion(line, number);
        if (isUnfilled(line))
            problem(SpecProblem::Kind::UnfilledTemplate, number, line.trimmed().toString());
    }
    m_text.append(line.toString());
}

void Parser::openSection(const Heading &heading, int line)
{
    const SectionKind kind = kindOf(heading.text);
    m_document.sections.append({kind, heading.text, heading.level, line, line, {}});
    m_open = true;
    m_inCriteria = kind == SectionKind::AcceptanceCriteria;
    m_itemIndent = -1;
}

void Parser::closeSection(int lastLine)
{
    const QString text = m_text.join(u'\n').trimmed();
    m_text.clear();
    if (!m_open) {
        m_document.preamble = text;
        return;
    }
    m_document.sections.last().text = text;
    m_document.sections.last().lastLine = lastLine;
}

void Parser::readCriterion(QStringView line, int number)
{
    const auto item = itemOf(line);
    QStringView text = item ? item->text : line.trimmed();
    const int id = takeCriterionNumber(text);
    const bool begins = item && (m_itemIndent < 0 || item->indent <= m_itemIndent || id > 0);
    if (begins || (!item && id > 0)) {
        if (item && m_itemIndent < 0)
            m_itemIndent = item->indent;
        m_document.criteria.append({id, text.toString(), number, number});
        return;
    }
    const int section = m_document.sections.constLast().firstLine;
    if (line.trimmed().isEmpty() || m_document.criteria.isEmpty()
        || m_document.criteria.constLast().firstLine < section)
        return;
    Criterion &last = m_document.criteria.last();
    const bool continues = line[0].isSpace() || last.lastLine == number - 1;
    if (!continues)
        return;
    last.text += (last.text.isEmpty() ? QString() : u"\n"_s) + line.trimmed().toString();
    last.lastLine = number;
}

bool isVague(QStringView word)
{
    static const QSet<QString> words{
        u"properly"_s,  u"correctly"_s,   u"appropriately"_s, u"nicely"_s,    u"fast"_s,   u"quickly"_s,
        u"efficient"_s, u"efficiently"_s, u"user-friendly"_s, u"intuitive"_s, u"robust"_s, u"clean"_s,
        u"etc"_s,       u"reasonable"_s,  u"适当"_s,          u"適當"_s,      u"良好"_s,   u"合理"_s};
    return words.contains(word.toString().toLower());
}

void Parser::lookForProblems()
{
    for (const SectionKind kind :
         {SectionKind::CurrentState, SectionKind::Target, SectionKind::Approach, SectionKind::AcceptanceCriteria}) {
        const SpecSection *section = m_document.section(kind);
        if (!section)
            problem(SpecProblem::Kind::MissingSection, qMax(0, m_document.lineCount - 1), sectionHeading(kind));
        else if (section->text.isEmpty())
            problem(SpecProblem::Kind::EmptySection, section->firstLine, section->heading);
    }
    const SpecSection *criteria = m_document.section(SectionKind::AcceptanceCriteria);
    if (criteria && m_document.criteria.isEmpty())
        problem(SpecProblem::Kind::NoCriteria, criteria->firstLine);
    QSet<int> seen;
    for (const Criterion &criterion : m_document.criteria) {
        if (criterion.number == 0)
            problem(SpecProblem::Kind::CriterionWithoutId, criterion.firstLine, criterion.text.left(80));
        else if (seen.contains(criterion.number))
            problem(SpecProblem::Kind::DuplicateCriterion, criterion.firstLine, criterion.label());
        seen.insert(criterion.number);
        if (criterion.text.isEmpty() && criterion.number > 0)
            problem(SpecProblem::Kind::EmptyCriterion, criterion.firstLine, criterion.label());
        for (QStringView word : QStringView(criterion.text).tokenize(u' ', Qt::SkipEmptyParts)) {
            while (!word.isEmpty() && word.back().isPunct())
                word.chop(1);
            if (isVague(word)) {
                problem(SpecProblem::Kind::UnclearWording, criterion.firstLine, word.toString());
                break;
            }
        }
    }
}

} // namespace

SpecDocument parseSpec(QStringView markdown) { return Parser().parse(markdown); }

} // namespace docket
