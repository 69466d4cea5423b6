// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/taskmodel.h"

#include "items/reorder.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

size_t at(TaskSection section)
{
    return size_t(section);
}

} // namespace

TaskModel::TaskModel(QObject *parent, int mostRows) : QAbstractItemModel(parent), m_mostRows(mostRows) {}

void TaskModel::setWords(std::function<QString(TaskSection)> sectionTitle,
                         std::function<QString(const TaskCard &)> description)
{
    m_sectionTitle = std::move(sectionTitle);
    m_description = std::move(description);
}

void TaskModel::setAll(const QList<Project> &projects, const QList<TaskCard> &tasks, const QDateTime &now)
{
    beginResetModel();
    m_now = now;
    m_projects.clear();
    rememberProjects(projects);
    m_cards.clear();
    m_cards.reserve(tasks.size());
    m_homes.clear();
    m_homes.reserve(tasks.size());
    m_all = {};
    m_titles = {};
    for (const TaskCard &card : tasks) {
        const TaskSection section = sectionOf(card, m_now);
        m_cards.insert(card.id, card);
        m_homes.insert(card.id, section);
        m_all[at(section)].push_back(card.id);
    }
    m_sections.clear();
    m_sectionOf.clear();
    for (int s = 0; s < taskSectionCount; ++s) {
        const auto section = TaskSection(s);
        std::ranges::sort(m_all[at(section)], [&](TaskId a, TaskId b) { return isBefore(section, a, b); });
    }
    keepTitles();
    for (int s = 0; s < taskSectionCount; ++s) {
        const auto section = TaskSection(s);
        Shown shown = shownOf(section);
        m_rows[at(section)] = std::move(shown.ids);
        m_total[at(section)] = shown.total;
        if (!m_rows[at(section)].empty())
            m_sections.push_back(section);
        for (TaskId id : m_rows[at(section)])
            m_sectionOf.insert(id, section);
    }
    m_touched = {};
    endResetModel();
    Q_EMIT countsChanged();
}

void TaskModel::apply(const ChangeSet &changes, const QDateTime &now)
{
    m_now = now;
    QList<TaskId> changed;
    for (const Project &project : changes.projects) {
        const auto old = m_projects.constFind(project.id);
        if (old == m_projects.cend() || old->name == project.name)
            continue;
        // Rare: all its tasks look different, and may fit the search now.
        m_touched.fill(true);
        for (const TaskCard &card : std::as_const(m_cards)) {
            if (card.project == project.id)
                changed << card.id;
        }
    }
    rememberProjects(changes.projects);
    for (const TaskCard &card : changes.tasks) {
        const auto old = m_cards.constFind(card.id);
        if (old != m_cards.cend() && *old == card)
            continue;
        place(card);
        changed << card.id;
    }
    for (TaskId id : changes.removedTasks)
        takeOut(id);
    wake();
    sync(changed);
}

void TaskModel::setNow(const QDateTime &now)
{
    m_now = now;
    wake();
    sync({});
}

void TaskModel::setProject(ProjectId project)
{
    if (m_project == project)
        return;
    m_project = project;
    m_touched.fill(true);
    sync({});
}

void TaskModel::setSearch(const QString &words)
{
    m_words.clear();
    for (const QString &word : words.split(u' ', Qt::SkipEmptyParts)) {
        const bool named = word.startsWith(u'#');
        const TaskId id{named ? QStringView(word).sliced(1).toLongLong() : 0};
        m_words.push_back({FoldedTitles::folded(word), id});
    }
    m_projectWords.clear();
    rememberProjects(m_projects.values());
    keepTitles();
    m_touched.fill(true);
    sync({});
}

void TaskModel::rememberProjects(const QList<Project> &projects)
{
    for (const Project &project : projects) {
        m_projects.insert(project.id, project);
        const std::u16string name = FoldedTitles::folded(project.name);
        int bits = 0;
        for (size_t i = 0; i < std::min<size_t>(m_words.size(), 31); ++i)
            bits |= name.contains(m_words[i].folded) ? 1 << i : 0;
        m_projectWords.insert(project.id, bits);
    }
}

/** Folds the titles with the first word of a search, and drops them with the last. */
void TaskModel::keepTitles()
{
    if (m_words.empty()) {
        m_titles = {};
        return;
    }
    if (m_titles[0])
        return; // all of them are there, and kept as tasks come and go
    // Ids are the store's row numbers, so a table by id is hardly larger than the list. It is filled along the hash and
    // spares it a hundred thousand questions, each of which waits for memory.
    qint64 greatest = 0;
    for (auto card = m_cards.cbegin(); card != m_cards.cend(); ++card)
        greatest = std::max(greatest, card.key().value);
    std::vector<const TaskCard *> byId;
    if (greatest < 8 * m_cards.size() + 1000) {
        byId.resize(size_t(greatest) + 1);
        for (auto card = m_cards.cbegin(); card != m_cards.cend(); ++card)
            byId[size_t(std::max<qint64>(0, card.key().value))] = &card.value();
    }
    for (size_t s = 0; s < m_all.size(); ++s) {
        m_titles[s].emplace().reserve(m_all[s].size());
        for (TaskId id : m_all[s]) {
            const TaskCard &card = byId.empty() ? *m_cards.constFind(id) : *byId[size_t(std::max<qint64>(0, id.value))];
            m_titles[s]->append(card.title, card.project);
        }
    }
}

bool TaskModel::fits(const FoldedTitles &titles, size_t row, TaskId id) const
{
    const QStringView title = titles.title(row);
    for (size_t i = 0; i < m_words.size(); ++i) {
        const Word &word = m_words[i];
        if (!title.contains(word.folded) && (i >= 31 || !(m_projectWords.value(titles.project(row)) & 1 << i))
            && (!word.id.isValid() || word.id != id))
            return false;
    }
    return true;
}

TaskModel::Shown TaskModel::shownOf(TaskSection section) const
{
    const Ids &all = m_all[at(section)];
    Shown shown;
    if (!m_project.isValid() && m_words.empty()) {
        shown.ids.assign(all.begin(), all.begin() + std::min<qsizetype>(m_mostRows, qsizetype(all.size())));
        shown.total = int(all.size());
        return shown;
    }
    const auto &titles = m_titles[at(section)];
    for (size_t row = 0; row < all.size(); ++row) {
        const TaskId id = all[row];
        if (m_project.isValid() && (titles ? titles->project(row) : m_cards.constFind(id)->project) != m_project)
            continue;
        if (titles && !fits(*titles, row, id))
            continue;
        if (shown.total++ < m_mostRows)
            shown.ids.push_back(id);
    }
    return shown;
}

bool TaskModel::isBefore(TaskSection section, TaskId a, TaskId b) const
{
    return sectionLess(section, *m_cards.constFind(a), *m_cards.constFind(b));
}

void TaskModel::takeOut(TaskId task)
{
    const auto home = m_homes.constFind(task);
    if (home == m_homes.cend())
        return;
    const TaskSection section = *home;
    Ids &all = m_all[at(section)];
    auto found = std::ranges::lower_bound(all, task, [&](TaskId a, TaskId b) { return isBefore(section, a, b); });
    if (found == all.end() || *found != task)
        found = std::ranges::find(all, task);
    if (found != all.end()) {
        if (m_titles[at(section)])
            m_titles[at(section)]->remove(size_t(found - all.begin()));
        all.erase(found);
    }
    m_touched[at(section)] = true;
    m_homes.remove(task);
    m_cards.remove(task);
}

void TaskModel::place(const TaskCard &card)
{
    takeOut(card.id);
    m_cards.insert(card.id, card);
    const TaskSection section = sectionOf(card, m_now);
    Ids &all = m_all[at(section)];
    const auto place =
        std::ranges::upper_bound(all, card.id, [&](TaskId a, TaskId b) { return isBefore(section, a, b); });
    if (m_titles[at(section)])
        m_titles[at(section)]->insert(size_t(place - all.begin()), card.title, card.project);
    all.insert(place, card.id);
    m_homes.insert(card.id, section);
    m_touched[at(section)] = true;
}

void TaskModel::wake()
{
    // In order of the time at which they come back.
    while (!m_all[at(TaskSection::Snoozed)].empty()) {
        const TaskCard first = m_cards.value(m_all[at(TaskSection::Snoozed)].front());
        if (sectionOf(first, m_now) == TaskSection::Snoozed)
            return;
        place(first);
    }
}

void TaskModel::sync(const QList<TaskId> &changed)
{
    std::array<Shown, taskSectionCount> target;
    std::array<int, taskSectionCount> before = m_total;
    // First everything that leaves a section, then what stays is put in order, then what is new comes in.
    for (int s = 0; s < taskSectionCount; ++s) {
        if (!m_touched[size_t(s)])
            continue;
        target[size_t(s)] = shownOf(TaskSection(s));
        m_total[size_t(s)] = target[size_t(s)].total;
        removeGone(TaskSection(s), target[size_t(s)].ids);
    }
    for (int s = 0; s < taskSectionCount; ++s) {
        if (m_touched[size_t(s)])
            reorder(TaskSection(s), target[size_t(s)].ids);
    }
    m_touched = {};
    for (TaskId id : changed) {
        if (const QModelIndex index = indexOf(id); index.isValid())
            Q_EMIT dataChanged(index, index);
    }
    for (size_t s = 0; s < before.size(); ++s) {
        const QModelIndex index = indexOf(TaskSection(int(s)));
        if (index.isValid() && before[s] != m_total[s])
            Q_EMIT dataChanged(index, index, {CountRole, TotalRole, Qt::DisplayRole, Qt::AccessibleTextRole});
    }
    if (before != m_total || !changed.isEmpty())
        Q_EMIT countsChanged();
}

void TaskModel::removeGone(TaskSection section, const Ids &target)
{
    Ids &rows = m_rows[at(section)];
    const QSet<TaskId> stays(target.begin(), target.end());
    const auto leaves = [&](int row) { return !stays.contains(rows[size_t(row)]); };
    for (int last = int(rows.size()) - 1; last >= 0; --last) {
        if (!leaves(last))
            continue;
        int first = last;
        while (first > 0 && leaves(first - 1))
            --first;
        beginRemoveRows(indexOf(section), first, last);
        for (int row = first; row <= last; ++row)
            m_sectionOf.remove(rows[size_t(row)]);
        rows.erase(rows.begin() + first, rows.begin() + last + 1);
        endRemoveRows();
        last = first;
    }
}

void TaskModel::reorder(TaskSection section, const Ids &target)
{
    Ids &rows = m_rows[at(section)];
    if (target.empty()) {
        if (const int row = sectionRow(section); row >= 0) {
            beginRemoveRows({}, row, row);
            m_sections.erase(m_sections.begin() + row);
            endRemoveRows();
        }
        return;
    }
    if (sectionRow(section) < 0) {
        const auto place = std::lower_bound(m_sections.begin(), m_sections.end(), section);
        const int row = int(place - m_sections.begin());
        beginInsertRows({}, row, row);
        m_sections.insert(place, section);
        endInsertRows();
    }
    const QModelIndex parent = indexOf(section);

    QHash<TaskId, int> oldRow;
    for (int row = 0; row < int(rows.size()); ++row)
        oldRow.insert(rows[size_t(row)], row);
    std::vector<int> order;
    for (TaskId id : target) {
        if (const auto found = oldRow.constFind(id); found != oldRow.cend())
            order.push_back(*found);
    }
    for (const RowMove move : movesFor(order)) {
        // Qt counts the destination before the row is taken out.
        beginMoveRows(parent, move.from, move.from, parent, move.to > move.from ? move.to + 1 : move.to);
        const TaskId id = rows[size_t(move.from)];
        rows.erase(rows.begin() + move.from);
        rows.insert(rows.begin() + move.to, id);
        endMoveRows();
    }
    for (int row = 0; row < int(target.size()); ++row) {
        if (row < int(rows.size()) && rows[size_t(row)] == target[size_t(row)])
            continue;
        int last = row;
        while (last + 1 < int(target.size()) && !oldRow.contains(target[size_t(last + 1)]))
            ++last;
        beginInsertRows(parent, row, last);
        rows.insert(rows.begin() + row, target.begin() + row, target.begin() + last + 1);
        for (int i = row; i <= last; ++i)
            m_sectionOf.insert(target[size_t(i)], section);
        endInsertRows();
        row = last;
    }
}

int TaskModel::sectionRow(TaskSection section) const
{
    const auto found = std::find(m_sections.begin(), m_sections.end(), section);
    return found == m_sections.end() ? -1 : int(found - m_sections.begin());
}

TaskId TaskModel::taskAt(const QModelIndex &index) const
{
    return TaskId{index.data(IdRole).toLongLong()};
}

QModelIndex TaskModel::indexOf(TaskId task) const
{
    const auto section = m_sectionOf.constFind(task);
    if (section == m_sectionOf.cend())
        return {};
    const Ids &rows = m_rows[at(*section)];
    const auto found = std::find(rows.begin(), rows.end(), task);
    return found == rows.end() ? QModelIndex() : createIndex(int(found - rows.begin()), 0, quintptr(*section) + 1);
}

QModelIndex TaskModel::indexOf(TaskSection section) const
{
    const int row = sectionRow(section);
    return row < 0 ? QModelIndex() : createIndex(row, 0, quintptr(0));
}

const TaskCard *TaskModel::card(TaskId task) const
{
    const auto found = m_cards.constFind(task);
    return found == m_cards.cend() ? nullptr : &*found;
}

QString TaskModel::projectName(ProjectId project) const
{
    return m_projects.value(project).name;
}

int TaskModel::waitingForPerson() const
{
    const Ids &waiting = m_all[at(TaskSection::NeedsYou)];
    if (!m_project.isValid())
        return int(waiting.size());
    return int(
        std::ranges::count_if(waiting, [this](TaskId id) { return m_cards.constFind(id)->project == m_project; }));
}

QList<TaskId> TaskModel::tasksIn(TaskSection section) const
{
    const Ids &rows = m_rows[at(section)];
    return {rows.begin(), rows.end()};
}

QList<TaskId> TaskModel::firstOf(TaskSection section, int most) const
{
    const Ids &all = m_all[at(section)];
    return {all.begin(), all.begin() + std::min<qsizetype>(most, qsizetype(all.size()))};
}

} // namespace docket
