// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/mainwindow.h"

#include "app/gui/alertcenter.h"
#include "app/gui/newtaskdialog.h"
#include "app/gui/profilesdialog.h"
#include "app/gui/settingsdialog.h"
#include "app/gui/taskactions.h"
#include "app/gui/textdialog.h"
#include "app/gui/topbar.h"
#include "app/gui/tray.h"
#include "app/gui/trayicon.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/commandpalette.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/messagebar.h"
#include "widgets/common/words.h"
#include "widgets/queue/taskheader.h"
#include "widgets/queue/tasksidebar.h"
#include "widgets/speceditor/specpane.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTreeView>
#include <QVBoxLayout>
#include <QWindow>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace docket {

MainWindow::MainWindow(const WindowParts &parts)
    : m_parts(parts), m_workbench(parts.workbench), m_store(parts.settings), m_preferences(m_store.load()),
        m_registry(new ActionRegistry(this)),
      m_sidebar(new TaskSidebar(parts.workbench, parts.clock, this)), m_message(new MessageBar),
          m_empty(new EmptyState),
      m_centre(new QStackedWidget), m_splitter(new QSplitter),
      m_alerts(new AlertCenter(parts.workbench, parts.notifier, parts.clock, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(docketIcon());
    setAcceptDrops(true);
    m_alerts->setPreferences(m_preferences);
    makeActions();
    makeLayout();
    makeMenus();
    connectParts();
    resize(1280, 820);
    restoreGeometry(m_store.geometry());
    m_splitter->restoreState(m_store.splitter());
    showPageOrEmpty();
    refreshTitle();
}

void MainWindow::furnish()
{
    if (m_page)
        return;
    m_page = new TaskPage(m_workbench, m_parts.review, this);
    m_taskActions = new TaskActions(m_workbench, *m_registry, *m_page, this);
    makeScopedActions();
    m_registry->adopt(ActionRegistry::Group::Review, m_page->review().actions);
    m_centre->addWidget(m_page);
    connect(m_page, &TaskPage::failed, this, &MainWindow::report);
    connect(m_page, &TaskPage::said, this, &MainWindow::say);
    connect(m_page, &TaskPage::taskChanged, this, &MainWindow::refreshSteps);
    connect(m_page, &TaskPage::tabChanged, this, &MainWindow::refreshSteps);
    connect(m_page->spec(), &SpecPane::saved, this,
            [this](int revision) { say(tr("Saved as revision %1.").arg(revision)); });
    connect(m_taskActions, &TaskActions::failed, this, &MainWindow::report);
    connect(m_taskActions, &TaskActions::done, this, &MainWindow::say);
    m_palette = new CommandPalette(m_registry, this);
    connect(m_palette, &CommandPalette::taskChosen, this, [this](TaskId task) { openTask(task); });
    fillMenus();
    refreshSteps();
}

MainWindow::~MainWindow()
{
    // The tray's icon points at this window's handle.
    delete m_tray;
}

void MainWindow::makeLayout()
{
    m_topBar = new TopBar(m_workbench, act("taskNew"), act("appSettings"),
                          {act("projectOpen"), act("projectConfigure"), act("projectForget")});
    m_sidebar->setEmptyActions({act("taskNew")});
    m_empty->setAutoFillBackground(true);
    m_empty->setBackgroundRole(QPalette::Base);
    m_centre->addWidget(m_empty);
    m_splitter->addWidget(m_sidebar);
    m_splitter->addWidget(m_centre);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({340, 940});
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_sidebar->setMinimumWidth(240);
    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_topBar);
    layout->addWidget(m_message);
    layout->addWidget(m_splitter, 1);
    setCentralWidget(centre);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectParts()
{
    connect(m_sidebar, &TaskSidebar::taskSelected, this, &MainWindow::showTask);
    connect(m_sidebar, &TaskSidebar::menuRequested, this, &MainWindow::showTaskMenu);
    connect(m_sidebar, &TaskSidebar::failed, this, &MainWindow::report);
    connect(m_topBar, &TopBar::projectChosen, m_sidebar, &TaskSidebar::setProject);
    connect(m_alerts, &AlertCenter::openRequested, this, [this](TaskId task, const QString &token) {
        openTask(task.isValid() ? task : m_sidebar->nextForPerson(), token);
    });
    connect(&m_workbench, &Workbench::ready, this, [this] {
        if (!m_centre->isAncestorOf(focusWidget()))
            m_sidebar->view()->setFocus();
        showPageOrEmpty();
        refreshTitle();
    });
    connect(&m_workbench, &Workbench::changed, this, [this](const ChangeSet &changes) {
        if (m_page && changes.removedTasks.contains(m_page->task()))
            showTask({});
        showPageOrEmpty();
        refreshTitle();
    });
    connect(&m_workbench, &Workbench::broken, this, [this](const Error &error) { m_message->showMessage(Tone::Danger,
        Words::error(error)); });
}

void MainWindow::showTask(TaskId task)
{
    furnish();
    m_page->showTask(task);
    showPageOrEmpty();
    refreshSteps();
    watchTask();
}

void MainWindow::openTask(TaskId task, const QString &activationToken)
{
    comeToFront(activationToken);
    if (!task.isValid())
        return;
    furnish();
    const TaskCard *card = m_sidebar->model().card(task);
    if (card && m_topBar->project().isValid() && card->project != m_topBar->project())
        m_topBar->setProject({});
    m_sidebar->select(task);
    if (card)
        m_page->setTab(TaskPage::tabFor(card->state));
}

void MainWindow::comeToFront(const QString &activationToken)
{
    // A token is how a Wayland compositor knows that a person asked for this.
    if (!activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activationToken.toUtf8());
    if (isMinimized())
        showNormal();
    else
        show();
    raise();
    activateWindow();
}

void MainWindow::showPageOrEmpty()
{
    if (m_page && m_page->task().isValid()) {
        m_centre->setCurrentWidget(m_page);
        return;
    }
    if (m_workbench.projects().isEmpty())
        m_empty->setContent(u"folder"_s, tr("Open a project"),
                            tr("Choose the folder of a git repository, or drop a folder here. Docket never works in "
                               "your own work tree."),
                            {act("projectOpen"), act("helpGuide")});
    else if (m_sidebar->model().waitingForPerson() > 0)
        m_empty->setContent(u"inbox"_s, tr("%n task(s) need you", nullptr, m_sidebar->model().waitingForPerson()),
                            tr("They are at the top of the list, the most urgent first."),
                                {act("taskNext"), act("taskNew")});
    else
        m_empty->setContent(u"check"_s, tr("Nothing needs you"),
                            tr("Write down the next change; you are called when there is something to review."),
                            {act("taskNew")});
    m_centre->setCurrentWidget(m_empty);
}

void MainWindow::refreshSteps()
{
    if (m_page)
        m_page->header()->setSteps(m_taskActions->steps());
}

void MainWindow::refreshTitle()
{
    const int waiting = m_sidebar->model().waitingForPerson();
    setWindowTitle(waiting > 0 ? tr("(%1) Docket", "number of tasks that need a person").arg(waiting) : u"Docket"_s);
    act("taskNext")->setEnabled(waiting > 0);
    const bool projects = !m_workbench.projects().isEmpty();
    for (const char *id : {"taskNew", "projectForget", "projectConfigure"})
        act(id)->setEnabled(projects);
}

ProjectId MainWindow::projectForNew() const
{
    if (m_topBar->project().isValid())
        return m_topBar->project();
    if (m_page && m_page->task().isValid())
        return m_page->card().project;
    const QList<Project> projects = m_workbench.projects();
    const auto newest = std::max_element(projects.begin(), projects.end(),
                                         [](const Project &a, const Project &b) { return a.openedAt < b.openedAt; });
    return newest == projects.end() ? ProjectId() : newest->id;
}

void MainWindow::newTask()
{
    auto *dialog = new NewTaskDialog(m_workbench, projectForNew(), defaultProfile(), this);
    connect(dialog, &NewTaskDialog::createRequested, this, [this](const NewTask &task) {
        m_workbench.createTask(task, this, [this](const Result<TaskId> &created) {
            if (created)
                openTask(*created);
            else
                report(created.error());
        });
    });
    dialog->open();
}

void MainWindow::openProject(const QString &path)
{
    say(tr("Opening %1\u2026").arg(path));
    m_workbench.openProject(path, this, [this](const Result<ProjectOpened> &opened) {
        statusBar()->clearMessage();
        if (!opened) {
            report(opened.error());
            return;
        }
        m_topBar->setProject(opened->project.id);
        if (!opened->proposedConfiguration.isEmpty())
            m_proposals.insert(opened->project.id, opened->proposedConfiguration);
        if (!opened->notes.isEmpty())
            m_message->showMessage(Tone::Accent, opened->notes.join(u'\n'));
        else
            m_message->dismiss();
        if (!opened->hasConfiguration && !opened->proposedConfiguration.isEmpty())
            offerConfiguration(opened->project, opened->proposedConfiguration);
        showPageOrEmpty();
        refreshTitle();
    });
}

void MainWindow::offerConfiguration(const Project &project, const QString &proposed)
{
    auto *dialog = new ConfigurationDialog(project.name, proposed, this);
    connect(dialog, &ConfigurationDialog::writeRequested, this, [this, id = project.id](const QString &yaml) {
        m_workbench.writeConfiguration(id, yaml, this, [this, id](const Result<QString> &written) {
            if (!written) {
                report(written.error());
                return;
            }
            m_proposals.remove(id);
            m_message->showMessage(
                Tone::Success, tr("Written: %1. Commit it to the base branch; from then on it counts.").arg(*written));
        });
    });
    dialog->open();
}

void MainWindow::configureProject()
{
    const ProjectId id = projectForNew();
    for (const Project &project : m_workbench.projects()) {
        if (project.id != id)
            continue;
        if (m_proposals.contains(id))
            offerConfiguration(project, m_proposals.value(id));
        else
            openProject(project.path);
    }
}

void MainWindow::forgetProject()
{
    m_workbench.forgetProject(projectForNew(), this, [this](const Result<void> &done) {
        if (!done) {
            report(done.error());
            return;
        }
        m_topBar->setProject({});
        showTask({});
        say(tr("The project was closed. Nothing on disk was changed."));
    });
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(m_workbench, m_preferences, this);
    connect(dialog, &SettingsDialog::applied, this, [this](const Preferences &preferences,
                                                           const EngineSettings &engine) {
        m_preferences = preferences;
        m_store.save(preferences);
        m_alerts->setPreferences(preferences);
        Q_EMIT preferencesChanged(preferences);
        if (engine == m_workbench.settings())
            return;
        m_workbench.setSettings(engine, this, [this](const Result<void> &done) {
            if (!done)
                report(done.error());
        });
    });
    connect(dialog, &SettingsDialog::profilesRequested, this, &MainWindow::showProfiles);
    dialog->open();
}

void MainWindow::showProfiles()
{
    if (ProfileBook *book = m_workbench.profileBook())
        (new ProfilesDialog(*book, this))->open();
}

void MainWindow::toggleTheme()
{
    const bool dark = !isDark(QWidget::palette());
    if (isHighContrast(QWidget::palette()))
        m_preferences.theme = dark ? ThemeChoice::DarkContrast : ThemeChoice::LightContrast;
    else
        m_preferences.theme = dark ? ThemeChoice::Dark : ThemeChoice::Light;
    m_store.save(m_preferences);
    Q_EMIT preferencesChanged(m_preferences);
}

void MainWindow::holdAll()
{
    for (const TaskCard &card : m_workbench.openTasks()) {
        if (card.state == TaskState::Queued)
            m_workbench.command(card.id, TaskCommand::Hold, {}, this, [this](const Result<void> &done) {
                if (!done)
                    report(done.error());
            });
    }
    say(tr("Nothing new starts; what runs goes on."));
}

void MainWindow::openPalette()
{
    furnish();
    QList<CommandPalette::TaskItem> items;
    constexpr int mostOfASection = 500;
    const TaskModel &model = m_sidebar->model();
    for (int section = 0; section < taskSectionCount; ++section) {
        for (const TaskId id : model.firstOf(TaskSection(section), mostOfASection)) {
            const TaskCard *card = model.card(id);
            const StateLook look = Words::state(card->state);
            items << CommandPalette::TaskItem{id, card->title, look.word, look.iconName};
        }
    }
    m_palette->open(items);
}

void MainWindow::goToNext()
{
    const TaskId next = m_sidebar->nextForPerson();
    if (next.isValid())
        openTask(next);
    else
        say(tr("Nothing needs you."));
}

void MainWindow::showTaskMenu(TaskId task, const QPoint &at)
{
    furnish();
    m_sidebar->select(task);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : m_taskActions->menuActions() + m_taskActions->reviewActions()) {
        if (action->isEnabled())
            menu->addAction(action);
    }
    menu->popup(at);
}

void MainWindow::report(const Error &error)
{
    m_message->showMessage(Tone::Danger, Words::error(error));
}

void MainWindow::say(const QString &sentence)
{
    statusBar()->showMessage(sentence, 8000);
}

void MainWindow::watchTask()
{
    m_alerts->setWatched(m_page && isActiveWindow() && !isMinimized() ? m_page->task() : TaskId());
}

} // namespace docket
