// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/workbench.h"

#include <QObject>

class QAction;
class QWidget;

namespace docket {

class ActionRegistry;
class TaskPage;

/** What can be done with the task on the page: makes the actions, enables them by its state, and asks the workbench. */
class TaskActions : public QObject
{
    Q_OBJECT

public:
    TaskActions(Workbench &workbench, ActionRegistry &registry, TaskPage &page, QWidget *window);

    /** The next step first, then what else stands beside it. */
    QList<QAction *> steps() const;
    QList<QAction *> menuActions() const { return m_menu; }
    QList<QAction *> reviewActions() const { return m_review; }

Q_SIGNALS:
    void failed(const docket::Error &error);
    void done(const QString &sentence);

private:
    void make();
    void refresh();
    void run(TaskCommand command, const QString &sentence);
    void askFor(TaskCommand command);
    void snooze();
    void tell();
    void setBudget();
    void moveBy(int rows);
    void verdict(Verdict verdict);
    void merge();
    void changeBase();
    void show(int tab);
    Workbench::Reply<void> report(const QString &sentence);

    Workbench &m_workbench;
    ActionRegistry &m_registry;
    TaskPage &m_page;
    QWidget *m_window;
    QList<QAction *> m_menu, m_review;
    QAction *m_queue, *m_startNow, *m_hold, *m_interrupt, *m_resume, *m_retry, *m_cancel, *m_up, *m_down, *m_snooze,
        *m_base;
    QAction *m_tell, *m_budget;
    QAction *m_answer, *m_openReview, *m_approve, *m_request, *m_reject, *m_merge;
};

} // namespace docket
