// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/alertcenter.h"
#include "app/gui/mainwindow.h"
#include "app/gui/tray.h"
#include "widgets/common/actionregistry.h"
#include "widgets/common/messagebar.h"
#include "widgets/queue/tasksidebar.h"
#include "widgets/speceditor/specpane.h"

#include <QCloseEvent>
#include <QDBusConnection>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QTimer>
#include <QTreeView>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

QString folderIn(const QMimeData *data)
{
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isDir())
            return url.toLocalFile();
    }
    return {};
}

} // namespace

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    if (m_shownOnce)
        return;
    m_shownOnce = true;
    m_sidebar->view()->setFocus();
    // A desktop may keep a new window out of sight for long; the engine does not wait for that.
    constexpr int longestWaitMs = 1000;
    QTimer::singleShot(longestWaitMs, this, &MainWindow::afterFirstFrame);
}

void MainWindow::paintEvent(QPaintEvent *event)
{
    QMainWindow::paintEvent(event);
    if (!m_paintedOnce) // behind the flush of this frame
        QMetaObject::invokeMethod(this, &MainWindow::afterFirstFrame, Qt::QueuedConnection);
}

void MainWindow::afterFirstFrame()
{
    if (std::exchange(m_paintedOnce, true))
        return;
    Q_EMIT firstFrameShown();
    furnish();
    // Talking to the bus must not keep the window waiting.
    if (!m_parts.tray || !QDBusConnection::sessionBus().isConnected())
        return;
    m_tray = new Tray(m_workbench, windowHandle(), {act("windowShow"), act("taskNext"), act("taskHoldAll"),
                                                    act("appQuit")}, this);
    connect(m_tray, &Tray::activated, this, [this] { comeToFront(); });
    connect(m_tray, &Tray::taskChosen, this, [this](TaskId task) { openTask(task); });
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange || event->type() == QEvent::WindowStateChange)
        watchTask();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_store.saveLayout(saveGeometry(), m_splitter->saveState());
    if (m_quitting) {
        event->accept();
        return;
    }
    if (m_page)
        m_page->spec()->leave();
    if (m_tray && m_tray->isShown()) {
        event->accept();
        if (m_store.takeTrayHint()) {
            m_parts.notifier.show({1,
                                   tr("Docket keeps working"),
                                   tr("Agents go on while the window is closed. The icon in the tray brings it back; "
                                      "Ctrl+Q ends Docket."),
                                   {{u"default"_s, tr("Open")}, {u"open"_s, tr("Open")}},
                                   false});
        }
        return;
    }
    event->ignore();
    const QList<TaskCard> cards = m_workbench.openTasks();
    if (std::none_of(cards.begin(), cards.end(), [](const TaskCard &card) { return occupiesSlot(card.state)
        || card.state == TaskState::Queued; }))
        quit();
    else
        askAboutRunning();
}

void MainWindow::askAboutRunning()
{
    auto *box = new QMessageBox(
        QMessageBox::Question, tr("Agents are at work"),
        tr("This desktop has no tray. Shall Docket go on working, minimised, or end? Ending stops the agents; "
           "what they did is kept, and the next start goes on."),
        QMessageBox::NoButton, this);
    box->setObjectName(u"closeQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *minimise = box->addButton(tr("&Minimise"), QMessageBox::AcceptRole);
    QPushButton *end = box->addButton(tr("&End Docket"), QMessageBox::DestructiveRole);
    box->addButton(tr("&Back"), QMessageBox::RejectRole);
    box->setDefaultButton(minimise);
    connect(box, &QMessageBox::buttonClicked, this, [this, minimise, end](QAbstractButton *clicked) {
        if (clicked == minimise)
            showMinimized();
        else if (clicked == end)
            quit();
    });
    box->open();
}

void MainWindow::quit()
{
    if (m_quitting)
        return;
    m_store.saveLayout(saveGeometry(), m_splitter->saveState());
    // A spec that cannot be saved keeps the window open; report() says why.
    page().spec()->leave([this] {
        m_quitting = true;
        Q_EMIT quitRequested();
    });
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!folderIn(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString folder = folderIn(event->mimeData());
    if (folder.isEmpty())
        return;
    event->acceptProposedAction();
    openProject(folder);
}

} // namespace docket
