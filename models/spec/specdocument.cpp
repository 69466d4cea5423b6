// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specdocument.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

QString sectionHeading(SectionKind kind)
{
    switch (kind) {
    case SectionKind::CurrentState:
        return u"Current state"_s;
    case SectionKind::Target:
        return u"Target"_s;
    case SectionKind::Approach:
        return u"Approach"_s;
    case SectionKind::AcceptanceCriteria:
        return u"Acceptance criteria"_s;
    case SectionKind::Other:
        return {};
    }
    Q_UNREACHABLE_RETURN({});
}

QString problemText(const SpecProblem &problem)
{
    switch (problem.kind) {
    case SpecProblem::Kind::NoTitle:
        return u"The spec has no title; begin it with \"# Title\"."_s;
    case SpecProblem::Kind::MissingSection:
        return u"The section \"%1\" is missing."_s.arg(problem.subject);
    case SpecProblem::Kind::EmptySection:
        return u"The section \"%1\" is empty."_s.arg(problem.subject);
    case SpecProblem::Kind::NoCriteria:
        return u"There are no acceptance criteria; write at least \"- AC-1: ...\", so that it can be checked."_s;
    case SpecProblem::Kind::CriterionWithoutId:
        return u"This criterion has no id, so no evidence can name it: \"%1\"."_s.arg(problem.subject);
    case SpecProblem::Kind::DuplicateCriterion:
        return u"%1 is there more than once; give each criterion its own number."_s.arg(problem.subject);
    case SpecProblem::Kind::EmptyCriterion:
        return u"%1 says nothing."_s.arg(problem.subject);
    case SpecProblem::Kind::UnclearWording:
        return u"\"%1\" cannot be checked; say what can be seen or measured."_s.arg(problem.subject);
    case SpecProblem::Kind::UnfilledTemplate:
        return u"This line still stands as in the template: \"%1\"."_s.arg(problem.subject);
    }
    Q_UNREACHABLE_RETURN({});
}

const SpecSection *SpecDocument::section(SectionKind kind) const
{
    const auto found = std::ranges::find(sections, kind, &SpecSection::kind);
    return found == sections.cend() ? nullptr : &*found;
}

const SpecSection *SpecDocument::sectionAt(int line) const
{
    const auto found = std::ranges::find_if(
        sections, [line](const SpecSection &s) { return s.firstLine <= line && line <= s.lastLine; });
    return found == sections.cend() ? nullptr : &*found;
}

int nextCriterionNumber(const SpecDocument &document)
{
    int highest = 0;
    for (const Criterion &criterion : document.criteria)
        highest = qMax(highest, criterion.number);
    return highest + 1;
}

QString specTitle(QStringView markdown)
{
    QString title = parseSpec(markdown).title.simplified();
    if (title.isEmpty())
        return u"Untitled"_s;
    return title.size() > 120 ? title.left(119) + u'…' : title;
}

} // namespace docket
