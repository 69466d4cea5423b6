// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/workbench.h"

#include <QWidget>

class QAction;
class QMenu;
class QToolButton;

namespace docket {

class PrimaryButton;

/** The bar at the top: which project is shown, a new task, and how many of the slots are taken. */
class TopBar : public QWidget
{
    Q_OBJECT

public:
    TopBar(Workbench &workbench, QAction *newTask, QAction *settings, const QList<QAction *> &projectActions,
           QWidget *parent = nullptr);

    ProjectId project() const { return m_project; }
    void setProject(ProjectId project);
    QToolButton *projectButton() const { return m_projects; }
    QString slotsText() const;

Q_SIGNALS:
    void projectChosen(docket::ProjectId project); ///< invalid: all

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fillMenu();
    void refresh();

    Workbench &m_workbench;
    QToolButton *m_projects;
    QMenu *m_menu;
    PrimaryButton *m_new;
    QToolButton *m_slots;
    QList<QAction *> m_projectActions;
    ProjectId m_project;
};

} // namespace docket
