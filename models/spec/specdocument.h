// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace docket {

enum class SectionKind : quint8 { CurrentState, Target, Approach, AcceptanceCriteria, Other };

/** The heading that templates use and that is written into prompts; empty for Other. */
QString sectionHeading(SectionKind kind);

/** One section under a heading. Lines count from 0; lastLine is within the section. */
struct SpecSection
{
    SectionKind kind = SectionKind::Other;
    QString heading;
    int level = 2;
    int firstLine = 0; ///< the heading
    int lastLine = 0;
    QString text; ///< what is below the heading, trimmed

    bool operator==(const SpecSection &) const = default;
};

/** One item of the acceptance criteria. */
struct Criterion
{
    int number = 0; ///< of AC-n; 0 where the item has none
    QString text;   ///< without its mark, continuation lines joined by a line feed
    int firstLine = 0;
    int lastLine = 0;

    QString label() const { return number > 0 ? QStringLiteral("AC-%1").arg(number) : QString(); }
    bool operator==(const Criterion &) const = default;
};

/** Something that makes a spec harder to work on. Never stops anybody. */
struct SpecProblem
{
    enum class Kind : quint8 {
        NoTitle,
        MissingSection, ///< subject: its heading
        EmptySection,   ///< subject: its heading
        NoCriteria,
        CriterionWithoutId, ///< subject: the text
        DuplicateCriterion, ///< subject: AC-n
        EmptyCriterion,     ///< subject: AC-n
        UnclearWording,     ///< subject: the word that cannot be checked ("properly", "fast" ...)
        UnfilledTemplate,   ///< subject: the line that the template left to be filled in
    };

    Kind kind = Kind::NoTitle;
    int line = 0;
    QString subject;

    bool operator==(const SpecProblem &) const = default;
};

/** English, for the command line; windows word it themselves. */
QString problemText(const SpecProblem &problem);

/** A spec, read. Any text is a spec; what is missing is a problem, not an error. */
struct SpecDocument
{
    QString title; ///< first heading of level 1, else the first line with words; without Markdown marks
    int titleLine = -1;
    QString preamble; ///< text before the first section
    QList<SpecSection> sections;
    QList<Criterion> criteria;
    QList<SpecProblem> problems; ///< in order of lines
    int lineCount = 0;

    const SpecSection *section(SectionKind kind) const;
    /** The section that holds the line; null in the preamble. */
    const SpecSection *sectionAt(int line) const;
    bool operator==(const SpecDocument &) const = default;
};

/** Linear in the size of the text. Code fences and HTML comments hold no headings and no criteria. */
SpecDocument parseSpec(QStringView markdown);

/** One more than the highest AC-n, so that a number is never given twice. */
int nextCriterionNumber(const SpecDocument &document);

/** The title, or a short stand-in where there is none; one line, at most 120 characters. */
QString specTitle(QStringView markdown);

} // namespace docket
