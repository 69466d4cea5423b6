// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The least program that shows a change as the review does: docket-first-paint REPOSITORY FROM TO, the last two whole
// ids. It links what Docket's window links, so it is loaded as that is, and ends when the first file is painted.
#include "livechange.h"

#include "git/library.h"
#include "highlight/highlighter.h"
#include "widgets/review/diffview.h"

#include <QApplication>
#include <QMainWindow>
#include <QThread>
#include <QWindow>

#include <cstdio>
#include <memory>
#include <optional>
#include <unistd.h>

using namespace docket;

int main(int argc, char **argv)
{
    // As the program does it: git's library is loaded by a thread of its own. Here somebody waits for a change from the
    // first moment on, so it begins before there is a window and not behind it.
    std::optional<git::Library> library;
    const std::unique_ptr<QThread> loader(
        QThread::create([&] { library.emplace(git::LibraryOptions{.hermetic = true, .ownerValidation = false}); }));
    loader->start();
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 4)
        return 2;
    loader->wait();
    if (!library->state())
        return 1;
    bench::LiveChange live;
    live.open({.repository = arguments[1],
               .from = ObjectId{arguments[2].toLatin1()},
               .to = ObjectId{arguments[3].toLatin1()}});
    // As Docket's window does: first there is a window, then what it shows.
    QMainWindow window;
    window.resize(1800, 1000);
    window.show();
    highlight::Highlighter highlighter;
    auto *view = new DiffView;
    view->setHighlighter(&highlighter);
    view->setMode(DiffView::Mode::SideBySide);
    live.showIn(*view);
    window.setCentralWidget(view);
    // What is painted before the window is on the screen is seen with its exposure.
    while (live.problem().isEmpty() && (live.paintedMs() < 0 || !window.windowHandle()->isExposed()))
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    std::fflush(nullptr);
    _exit(live.paintedMs() < 0 || view->visibleText().isEmpty()); // how long it takes to end is another question
}
