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

TaskModel::TaskModel(QObject *parent) : QAbstractItemModel(parent) {}

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
    for (const Project &project : projects)
        m_projects.insert(project.id, project);
    m_cards.clear();
    for (const TaskCard &card : tasks)
        m_cards.insert(card.id, card);
    m_rows = arrange();
    m_sections.clear();
    m_sectionOf.clear();
    for (int s = 0; s < taskSectionCount; ++s) {
        if (!m_rows[size_t(s)].empty())
            m_sections.push_back(TaskSection(s));
        for (TaskId id : m_rows[size_t(s)])
            m_sectionOf.insert(id, TaskSection(s));
    }
    endResetModel();
    Q_EMIT countsChanged();
}

void TaskModel::apply(const ChangeSet &changes, const QDateTime &now)
{
    m_now = now;
    QList<TaskId> changed;
    for (const Project &project : changes.projects) {
        const auto old = m_projects.constFind(project.id);
        if (old != m_projects.cend() && old->name != project.name) {
            for (const TaskCard &card : std::as_const(m_cards)) {
                if (card.project == project.id)
                    changed << card.id;
            }
        }
        m_projects.insert(project.id, project);
    }
    for (const TaskCard &card : changes.tasks) {
        const auto old = m_cards.constFind(card.id);
        if (old != m_cards.cend() && *old == card)
            continue;
        m_cards.insert(card.id, card);
        changed << card.id;
    }
    for (TaskId id : changes.removedTasks)
        m_cards.remove(id);
    refresh(changed);
}

void TaskModel::setNow(const QDateTime &now)
{
    m_now = now;
    refresh({});
}

void TaskModel::setProject(ProjectId project)
{
    if (m_project == project)
        return;
    m_project = project;
    refresh({});
}

void TaskModel::setSearch(const QString &words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    refresh({});
}

bool TaskModel::isShown(const TaskCard &card) const
{
    if (m_project.isValid() && card.project != m_project)
        return false;
    const QString number = u'#' + QString::number(card.id.value);
    return std::all_of(m_words.begin(), m_words.end(), [&](const QString &word) {
        return card.title.contains(word, Qt::CaseInsensitive) || projectName(card.project).contains(word,
            Qt::CaseInsensitive)
            || number == word;
    });
}

std::array<TaskModel::Ids, taskSectionCount> TaskModel::arrange() const
{
    std::array<std::vector<const TaskCard *>, taskSectionCount> cards;
    for (const TaskCard &card : m_cards) {
        if (isShown(card))
            cards[at(sectionOf(card, m_now))].push_back(&card);
    }
    std::array<Ids, taskSectionCount> rows;
    for (int s = 0; s < taskSectionCount; ++s) {
        auto &list = cards[size_t(s)];
        std::sort(list.begin(), list.end(),
                  [s](const TaskCard *a, const TaskCard *b) { return sectionLess(TaskSection(s), *a, *b); });
        for (const TaskCard *card : list)
            rows[size_t(s)].push_back(card->id);
    }
    return rows;
}

void TaskModel::refresh(const QList<TaskId> &changed)
{
    const std::array<Ids, taskSectionCount> target = arrange();
    QHash<TaskId, TaskSection> sectionNow;
    for (int s = 0; s < taskSectionCount; ++s) {
        for (TaskId id : target[size_t(s)])
            sectionNow.insert(id, TaskSection(s));
    }
    bool counts = false;
    std::array<size_t, taskSectionCount> before{};
    for (size_t s = 0; s < before.size(); ++s)
        before[s] = m_rows[s].size();

    // First everything that leaves a section, then what stays is put in order, then what is new comes in.
    for (int s = 0; s < taskSectionCount; ++s) {
        const auto section = TaskSection(s);
        Ids &rows = m_rows[size_t(s)];
        for (int last = int(rows.size()) - 1; last >= 0; --last) {
            const auto leaves = [&](int row) { return sectionNow.value(rows[size_t(row)],
                                                                       TaskSection(255)) != section; };
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
    for (int s = 0; s < taskSectionCount; ++s)
        reorder(TaskSection(s), target[size_t(s)]);

    for (size_t s = 0; s < before.size(); ++s)
        counts = counts || before[s] != m_rows[s].size();
    for (TaskId id : changed) {
        if (const QModelIndex index = indexOf(id); index.isValid())
            Q_EMIT dataChanged(index, index);
    }
    for (size_t s = 0; s < before.size(); ++s) {
        const QModelIndex index = indexOf(TaskSection(int(s)));
        if (index.isValid() && before[s] != m_rows[s].size())
            Q_EMIT dataChanged(index, index, {CountRole, Qt::DisplayRole, Qt::AccessibleTextRole});
    }
    if (counts || !changed.isEmpty())
        Q_EMIT countsChanged();
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
    return int(std::count_if(m_cards.begin(), m_cards.end(), [this](const TaskCard &card) {
        return (!m_project.isValid() || card.project == m_project) && sectionOf(card, m_now) == TaskSection::NeedsYou;
    }));
}

QList<TaskId> TaskModel::tasksIn(TaskSection section) const
{
    const Ids &rows = m_rows[at(section)];
    return {rows.begin(), rows.end()};
}

} // namespace docket
