// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/knownlists.h"

#include "core/mergeinto.h"
#include "engine/engine.h"
#include "engine/profiles.h"
#include "store/store.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

/** So many finished tasks come over at once: a list of years must not keep the window from its first frame, or stall
 * it. */
constexpr int finishedAtOnce = 400;

} // namespace

Result<FirstLoad> firstLoad(Engine &engine)
{
    const StoreReader &reader = engine.core().store().reader();
    const auto projects = reader.projects();
    auto cards = projects ? reader.openCards() : Result<QList<TaskCard>>(std::unexpected(projects.error()));
    const auto over = cards ? reader.finishedCards({}, finishedAtOnce) : cards;
    if (!over)
        return std::unexpected(engine.core().noteStoreError(over.error()));
    FirstLoad load{*projects, *cards + *over, {}, {}, reader.told().value_or(QHash<TaskId, QDateTime>()),
                   over->isEmpty() ? TaskId() : over->constLast().id};
    load.settings.slots = engine.slotCount().value_or(load.settings.slots);
    const int minutes = reader.setting(u"agent-timeout-minutes"_s).value_or(QString()).toInt();
    load.settings.agentTimeoutMinutes = minutes > 0 ? minutes : load.settings.agentTimeoutMinutes;
    const auto statuses = profileStatus(knownProfiles(engine.core().paths()), engine.core().options().environment);
    for (const ProfileStatus &status : statuses)
        load.profiles.append({status.profile.id,
                              status.profile.name,
                              protocolWord(status.profile.protocol),
                              status.program,
                              {},
                              status.problem});
    return load;
}

Result<QList<TaskCard>> olderCards(Engine &engine, TaskId before)
{
    return engine.core().store().reader().finishedCards(before, finishedAtOnce);
}

void KnownLists::take(const FirstLoad &load)
{
    m_projects = load.projects;
    keep(load.tasks);
    m_settings = load.settings;
    m_profiles = load.profiles;
    m_told = load.told;
}

void KnownLists::take(const ChangeSet &changes)
{
    mergeInto(m_projects, changes.projects, &Project::id);
    keep(changes.tasks);
    if (changes.removedTasks.isEmpty())
        return;
    m_tasks.removeIf([&](const TaskCard &card) { return changes.removedTasks.contains(card.id); });
    m_open.removeIf([&](const auto &open) { return changes.removedTasks.contains(open.key()); });
    m_places.clear();
    for (qsizetype i = 0; i < m_tasks.size(); ++i)
        m_places.insert(m_tasks[i].id, i);
}

void KnownLists::take(const QList<ProfileDraft> &drafts)
{
    m_profiles.clear();
    for (const ProfileDraft &draft : drafts)
        m_profiles.append({draft.name, draft.title, draft.protocol, draft.program, draft.version, draft.problem});
}

void KnownLists::forget(ProjectId project)
{
    m_projects.removeIf([&](const Project &known) { return known.id == project; });
}

void KnownLists::keep(const QList<TaskCard> &cards)
{
    for (const TaskCard &card : cards) {
        const auto place = m_places.constFind(card.id);
        if (place != m_places.cend()) {
            m_tasks[*place] = card;
        } else {
            m_places.insert(card.id, m_tasks.size());
            m_tasks.append(card);
        }
        if (isFinal(card.state))
            m_open.remove(card.id);
        else
            m_open.insert(card.id, card);
    }
}

} // namespace docket
