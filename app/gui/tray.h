// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/workbench.h"

#include <QObject>

class KStatusNotifierItem;
class QAction;
class QMenu;
class QWindow;

namespace docket {

/** The tray icon: how many tasks wait for a person, what runs, and the way back to the window. GUI thread. */
class Tray : public QObject
{
    Q_OBJECT

public:
    /** `menuActions` are those of the window, shared. */
    Tray(Workbench &workbench, QWindow *window, const QList<QAction *> &menuActions, QObject *parent = nullptr);
    ~Tray() override;

    /** Whether a desktop shows the icon; asked on the bus, so false until the answer came. */
    bool isShown() const { return m_hosted; }
    int waiting() const { return m_waiting; }
    QString toolTipText() const;
    QMenu *menu() const { return m_menu; }

Q_SIGNALS:
    void activated();
    void taskChosen(docket::TaskId task);

private:
    void refresh();
    void fillRunning();
    void askForHost();

    Workbench &m_workbench;
    KStatusNotifierItem *m_item;
    QMenu *m_menu;
    QMenu *m_running;
    int m_waiting = -1;
    int m_runningCount = -1;
    bool m_hosted = false;
};

} // namespace docket
