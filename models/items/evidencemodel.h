// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/values.h"

#include <QAbstractTableModel>

namespace docket {

/**
 * The evidence of one task, newest round first, in the order of the checks within a round. Values only; words and
 * colours are the view's.
 */
class EvidenceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { CheckColumn, OutcomeColumn, RoundColumn, ExitColumn, DurationColumn, TreeColumn, ToolColumn,
        ContainedColumn, ColumnCount };
    enum Role { IdRole = Qt::UserRole, OutcomeRole, ValueRole, CurrentRole, CommandRole };

    using QAbstractTableModel::QAbstractTableModel;

    /** Rows that stay are updated in place; a reset happens only when another task is shown. */
    void setRecord(const TaskRecord &record);
    const Evidence *at(int row) const;
    int rowOf(EvidenceId id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    struct Row
    {
        Evidence evidence;
        int round = 0;
        int attempt = 0;
        bool current = false;
        bool operator==(const Row &) const = default;
    };
    static QList<Row> rowsOf(const TaskRecord &record);

    QList<Row> m_rows;
    TaskId m_task;
};

} // namespace docket
