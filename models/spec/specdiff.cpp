// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/specdiff.h"

#include <algorithm>

namespace docket {

namespace {

bool sameSection(const SpecSection &a, const SpecSection &b)
{
    return a.kind == b.kind && (a.kind != SectionKind::Other || a.heading.compare(b.heading, Qt::CaseInsensitive) == 0);
}

bool sameCriterion(const Criterion &a, const Criterion &b)
{
    return a.number == b.number && (a.number > 0 || a.text == b.text);
}

QString nameOf(const SpecSection &section) { return section.heading; }
QString nameOf(const Criterion &criterion) { return criterion.label(); }

/** Pairs the items of both sides; a pair is used once, so that doubles are reported and not swallowed. */
template<typename T, typename Same>
void compare(QList<SpecChange> &changes, SpecChange::What what, const QList<T> &before, const QList<T> &after,
             Same same)
{
    QList<bool> used(before.size(), false);
    for (const T &item : after) {
        qsizetype match = 0;
        while (match < before.size() && (used[match] || !same(before[match], item)))
            ++match;
        if (match == before.size()) {
            changes.append({what, SpecChange::How::Added, nameOf(item), {}, item.text});
            continue;
        }
        used[match] = true;
        if (before[match].text != item.text)
            changes.append({what, SpecChange::How::Changed, nameOf(item), before[match].text, item.text});
    }
    for (qsizetype i = 0; i < before.size(); ++i) {
        if (!used[i])
            changes.append({what, SpecChange::How::Removed, nameOf(before[i]), before[i].text, {}});
    }
}

void compareText(QList<SpecChange> &changes, SpecChange::What what, const QString &before, const QString &after)
{
    if (before == after)
        return;
    const auto how = before.isEmpty() ? SpecChange::How::Added
        : after.isEmpty()             ? SpecChange::How::Removed
                                      : SpecChange::How::Changed;
    changes.append({what, how, {}, before, after});
}

} // namespace

QList<SpecChange> diffSpecs(const SpecDocument &before, const SpecDocument &after)
{
    QList<SpecChange> changes;
    compareText(changes, SpecChange::What::Title, before.title, after.title);
    compareText(changes, SpecChange::What::Preamble, before.preamble, after.preamble);
    compare(changes, SpecChange::What::Section, before.sections, after.sections, sameSection);
    compare(changes, SpecChange::What::Criterion, before.criteria, after.criteria, sameCriterion);
    return changes;
}

} // namespace docket
