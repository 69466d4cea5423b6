// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "items/taskmodel.h"
#include "items/workbench.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

class QLineEdit;
class QStackedLayout;
class QTreeView;

namespace docket {

class EmptyState;
class TaskDelegate;

/**
 * The list of tasks in sections with its search. Emits what a person picks; keeps the pick while the list changes
 * under it.
 */
class TaskSidebar : public QWidget
{
    Q_OBJECT

public:
    TaskSidebar(Workbench &workbench, const Clock &clock, QWidget *parent = nullptr);

    TaskModel &model() { return *m_model; }
    QTreeView *view() const { return m_view; }
    TaskId current() const { return m_current; }
    void select(TaskId task);
    /** The next task that needs a person after the current one, going round. */
    TaskId nextForPerson() const;
    void step(int rows);
    void focusSearch();
    void setProject(ProjectId project);
    /** What is offered while there is nothing at all to list. */
    void setEmptyActions(const QList<QAction *> &actions) { m_emptyActions = actions; showEmptyOrList(); }

Q_SIGNALS:
    void taskSelected(docket::TaskId task);
    void menuRequested(docket::TaskId task, const QPoint &globalPosition);
    void failed(const docket::Error &error);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void load();
    void expandNew();
    void keepSelection();
    void showEmptyOrList();

    Workbench &m_workbench;
    const Clock &m_clock;
    TaskModel *m_model;
    TaskDelegate *m_delegate;
    QLineEdit *m_search;
    QTreeView *m_view;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    QList<QAction *> m_emptyActions;
    QSet<int> m_collapsed; ///< sections that a person closed; Done starts closed
    QTimer m_minute;
    TaskId m_current;
    bool m_selecting = false;
};

} // namespace docket
