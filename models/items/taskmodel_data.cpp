// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/taskmodel.h"

#include <QMimeData>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr QLatin1StringView taskMimeType("application/x-docket-task");

} // namespace

QModelIndex TaskModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, quintptr(0));
    return createIndex(row, column, quintptr(m_sections[size_t(parent.row())]) + 1);
}

QModelIndex TaskModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return indexOf(TaskSection(int(child.internalId()) - 1));
}

int TaskModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_sections.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return int(m_rows[size_t(m_sections[size_t(parent.row())])].size());
}

int TaskModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant TaskModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == 0)
        return sectionData(m_sections[size_t(index.row())], role);
    const TaskId id = m_rows[size_t(index.internalId() - 1)][size_t(index.row())];
    const auto card = m_cards.constFind(id);
    return card == m_cards.cend() ? QVariant() : taskData(*card, role);
}

QVariant TaskModel::sectionData(TaskSection section, int role) const
{
    const int count = int(m_rows[size_t(section)].size()), total = m_total[size_t(section)];
    switch (role) {
    case Qt::DisplayRole: return m_sectionTitle ? m_sectionTitle(section) : QString::number(int(section));
    case Qt::AccessibleTextRole:
        return u"%1, %2"_s.arg(m_sectionTitle ? m_sectionTitle(section) : QString::number(int(section)),
                               QString::number(total));
    case IsSectionRole: return true;
    case SectionRole: return int(section);
    case CountRole: return count;
    case TotalRole: return total;
    default: return {};
    }
}

QVariant TaskModel::taskData(const TaskCard &card, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return card.title;
    case Qt::AccessibleTextRole: return m_description ? m_description(card) : card.title;
    case IsSectionRole: return false;
    case SectionRole: return int(m_sectionOf.value(card.id));
    case IdRole: return card.id.value;
    case StateRole: return int(card.state);
    case SinceRole: return card.since;
    case ProjectIdRole: return card.project.value;
    case ProjectNameRole: return projectName(card.project);
    case ProfileRole: return card.profile;
    case AttemptRole: return card.attempt;
    case RoundRole: return card.round;
    case ChecksPassedRole: return card.checksPassed;
    case ChecksFailedRole: return card.checksFailed;
    case ChangedFilesRole: return card.changedFiles;
    case LineRole: return card.line;
    case SnoozedUntilRole: return card.snoozedUntil;
    default: return {};
    }
}

Qt::ItemFlags TaskModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (index.internalId() == 0) {
        const bool queue = m_sections[size_t(index.row())] == TaskSection::Queued;
        return Qt::ItemIsEnabled | (queue ? Qt::ItemIsDropEnabled : Qt::NoItemFlags);
    }
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return TaskSection(int(index.internalId()) - 1) == TaskSection::Queued ? flags | Qt::ItemIsDragEnabled : flags;
}

QHash<int, QByteArray> TaskModel::roleNames() const
{
    return {{IsSectionRole, "isSection"},
            {SectionRole, "section"},
            {CountRole, "count"},
            {TotalRole, "total"},
            {IdRole, "id"},
            {StateRole, "state"},
            {SinceRole, "since"},
            {ProjectIdRole, "projectId"},
            {ProjectNameRole, "projectName"},
            {ProfileRole, "profile"},
            {AttemptRole, "attempt"},
            {RoundRole, "round"},
            {ChecksPassedRole, "checksPassed"},
            {ChecksFailedRole, "checksFailed"},
            {ChangedFilesRole, "changedFiles"},
            {LineRole, "line"},
            {SnoozedUntilRole, "snoozedUntil"}};
}

Qt::DropActions TaskModel::supportedDropActions() const
{
    return Qt::MoveAction;
}

QStringList TaskModel::mimeTypes() const
{
    return {taskMimeType};
}

QMimeData *TaskModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(taskMimeType, QByteArray::number(taskAt(indexes.constFirst()).value));
    return data;
}

bool TaskModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int, int, const QModelIndex &parent) const
{
    return action == Qt::MoveAction && data->hasFormat(taskMimeType) && parent.isValid() && parent.internalId() == 0
        && m_sections[size_t(parent.row())] == TaskSection::Queued;
}

bool TaskModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                             const QModelIndex &parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const TaskId task{data->data(taskMimeType).toLongLong()};
    const Ids &rows = m_rows[size_t(TaskSection::Queued)];
    TaskId before = row >= 0 && row < int(rows.size()) ? rows[size_t(row)] : TaskId();
    // Below the last row that is shown is not yet the end of the queue.
    const Ids &all = m_all[size_t(TaskSection::Queued)];
    if (!before.isValid() && !rows.empty() && m_total[size_t(TaskSection::Queued)] > int(rows.size())) {
        const auto last = std::ranges::find(all, rows.back());
        before = last != all.end() && last + 1 != all.end() ? *(last + 1) : TaskId();
    }
    if (before != task)
        Q_EMIT moveRequested(task, before);
    // Not "true": the view would remove the dragged row itself, and the change comes from the workbench.
    return false;
}

} // namespace docket
