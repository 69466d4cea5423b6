// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/preferences.h"
#include "app/gui/taskpage.h"

#include <QMainWindow>

class QSettings;
class QSplitter;
class QStackedWidget;

namespace docket {

class ActionRegistry;
class AlertCenter;
class CommandPalette;
class Clock;
class EmptyState;
class MessageBar;
class Notifier;
class TaskActions;
class TaskSidebar;
class TopBar;
class Tray;

/** Asks a person for a folder and calls back with its path; never blocks. The seam for the file dialog. */
using FolderChooser = std::function<void(QWidget *parent, const QString &title,
                                         std::function<void(const QString &)> chosen)>;

struct WindowParts
{
    Workbench &workbench;
    Notifier &notifier;
    const Clock &clock;
    QSettings &settings;
    ReviewFactory review;
    FolderChooser chooseFolder;
    bool tray = true;
};

/** The window: list at the left, the task's page in the middle, everything else on demand. */
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const WindowParts &parts);
    ~MainWindow() override;

    void openProject(const QString &path);
    void openTask(TaskId task, const QString &activationToken = {});
    void comeToFront(const QString &activationToken = {});
    /** Saves what is unsaved, then quitRequested(). */
    void quit();

    // The page, its actions and the palette are made when the first frame is out, or when somebody asks for them.
    const ActionRegistry &registry() { return furnish(), *m_registry; }
    TaskPage &page() { return furnish(), *m_page; }
    TaskSidebar &sidebar() { return *m_sidebar; }
    TopBar &topBar() { return *m_topBar; }
    MessageBar &messageBar() { return *m_message; }
    CommandPalette &commandPalette() { return furnish(), *m_palette; }
    const Tray *tray() const { return m_tray; }

Q_SIGNALS:
    void firstFrameShown();
    void quitRequested();
    void preferencesChanged(const docket::Preferences &preferences);

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void makeActions();      ///< mainwindow_actions.cpp
    void makeScopedActions();
    void makeMenus();
    void fillMenus();
    void furnish();          ///< what the first frame does not show
    void afterFirstFrame();
    void makeLayout();
    void connectParts();
    void showTask(TaskId task);
    void showPageOrEmpty();
    void refreshSteps();
    void refreshTitle();
    void newTask();
    void showSettings();
    void showProfiles();
    void offerConfiguration(const Project &project, const QString &proposed);
    void configureProject();
    void forgetProject();
    void holdAll();
    void openPalette();
    void goToNext();
    void toggleTheme();
    void askAboutRunning();
    void showTaskMenu(TaskId task, const QPoint &at);
    void report(const Error &error);
    void say(const QString &sentence);
    void watchTask();
    QAction *act(const char *id) const;
    QString defaultProfile() const { return m_preferences.defaultProfile; }
    ProjectId projectForNew() const;

    WindowParts m_parts;
    Workbench &m_workbench;
    PreferencesStore m_store;
    Preferences m_preferences;
    ActionRegistry *m_registry;
    TaskPage *m_page = nullptr;
    TaskActions *m_taskActions = nullptr;
    TaskSidebar *m_sidebar;
    TopBar *m_topBar = nullptr;
    MessageBar *m_message;
    EmptyState *m_empty;
    QStackedWidget *m_centre;
    QSplitter *m_splitter;
    CommandPalette *m_palette = nullptr;
    AlertCenter *m_alerts;
    Tray *m_tray = nullptr;
    bool m_shownOnce = false;
    bool m_paintedOnce = false;
    bool m_quitting = false;
    QHash<ProjectId, QString> m_proposals; ///< docket.yaml that was proposed and not written
};

} // namespace docket
