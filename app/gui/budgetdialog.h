// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "task/budget.h"

#include <QDialog>

class QDoubleSpinBox;
class QSpinBox;

namespace docket {

/**
 * The budget of one task, with what it has used so far. 0 in a field means no limit. Opens without blocking and deletes
 * itself.
 */
class BudgetDialog : public QDialog
{
    Q_OBJECT

public:
    BudgetDialog(const Budget &budget, const Spent &spent, QWidget *parent);

    Budget budget() const;

Q_SIGNALS:
    void confirmed(const docket::Budget &budget);

private:
    QDoubleSpinBox *m_cost;
    QSpinBox *m_tokens; ///< in thousands
    QSpinBox *m_minutes;
    QSpinBox *m_turns;
};

} // namespace docket
