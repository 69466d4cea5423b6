// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/speceditor/specwords.h"

namespace docket {

QString SpecWords::problem(const SpecProblem &problem)
{
    using Kind = SpecProblem::Kind;
    const QString &subject = problem.subject;
    switch (problem.kind) {
    case Kind::NoTitle: return tr("Give it a title: a first line that begins with #.");
    case Kind::MissingSection: return tr("The section \u201c%1\u201d is missing.").arg(subject);
    case Kind::EmptySection: return tr("The section \u201c%1\u201d is empty.").arg(subject);
    case Kind::NoCriteria: return tr("There are no acceptance criteria: how will you know that it is done?");
    case Kind::CriterionWithoutId: return tr("A criterion has no number: %1").arg(subject);
    case Kind::DuplicateCriterion: return tr("%1 is there twice.").arg(subject);
    case Kind::EmptyCriterion: return tr("%1 says nothing.").arg(subject);
    case Kind::UnclearWording: return tr("\u201c%1\u201d cannot be checked; say how it is measured.").arg(subject);
    case Kind::UnfilledTemplate: return tr("Left from the template: %1").arg(subject);
    }
    return {};
}

QString SpecWords::change(const SpecChange &change)
{
    const QString name = change.what == SpecChange::What::Title ? tr("Title")
        : change.what == SpecChange::What::Preamble            ? tr("Introduction")
                                                               : change.name;
    switch (change.how) {
    case SpecChange::How::Added: return tr("%1: added").arg(name);
    case SpecChange::How::Removed: return tr("%1: removed").arg(name);
    case SpecChange::How::Changed: return tr("%1: changed").arg(name);
    }
    return {};
}

} // namespace docket
