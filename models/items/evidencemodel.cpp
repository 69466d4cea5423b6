// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/evidencemodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

QList<EvidenceModel::Row> EvidenceModel::rowsOf(const TaskRecord &record)
{
    const Snapshot *snapshot = record.currentSnapshot();
    QList<Row> rows;
    for (const Evidence &evidence : record.evidence) {
        Row row{evidence, 0, 0, snapshot && snapshot->tree == evidence.tree};
        for (const Round &round : record.rounds) {
            if (round.id != evidence.round)
                continue;
            row.round = round.number;
            for (const Attempt &attempt : record.attempts) {
                if (attempt.id == round.attempt)
                    row.attempt = attempt.number;
            }
        }
        rows << row;
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) {
        return a.attempt != b.attempt ? a.attempt > b.attempt : a.round > b.round;
    });
    return rows;
}

void EvidenceModel::setRecord(const TaskRecord &record)
{
    const QList<Row> rows = rowsOf(record);
    const auto same = [&] {
        return std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                          [](const Row &a, const Row &b) { return a.evidence.id == b.evidence.id; });
    };
    if (record.task.id == m_task && same()) {
        for (int row = 0; row < rows.size(); ++row) {
            if (rows[row] == m_rows[row])
                continue;
            m_rows[row] = rows[row];
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
        return;
    }
    beginResetModel();
    m_task = record.task.id;
    m_rows = rows;
    endResetModel();
}

const Evidence *EvidenceModel::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? &m_rows[row].evidence : nullptr;
}

int EvidenceModel::rowOf(EvidenceId id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [id](const Row &row) { return row.evidence.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int EvidenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int EvidenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant EvidenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[index.row()];
    const Evidence &evidence = row.evidence;
    switch (role) {
    case IdRole: return evidence.id.value;
    case OutcomeRole: return int(evidence.outcome);
    case CurrentRole: return row.current;
    case CommandRole: return evidence.command;
    case ValueRole:
    case Qt::DisplayRole: break;
    default: return {};
    }
    switch (index.column()) {
    case CheckColumn: return evidence.check;
    case OutcomeColumn: return checkOutcomeWord(evidence.outcome);
    case RoundColumn: return row.attempt > 1 ? u"%1.%2"_s.arg(row.attempt).arg(row.round) : QString::number(row.round);
    case ExitColumn: return evidence.exitCode < 0 ? QVariant() : QVariant(evidence.exitCode);
    case DurationColumn: return evidence.durationMs;
    case TreeColumn: return evidence.tree.shortened();
    case ToolColumn: return evidence.toolVersion;
    case ContainedColumn: return evidence.contained;
    default: return {};
    }
}

} // namespace docket
