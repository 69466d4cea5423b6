// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/paths.h"

#include <QObject>
#include <QThread>

#include <functional>

namespace docket {

namespace control {
class EngineHost;
}

/**
 * The thread in which an engine lives, from the window's side. start() makes the thread; `prepare` is called in it with
 * the new host before it opens the store. stop() ends agents and git work first; stopped() comes when the thread is
 * gone.
 */
class EngineThread : public QObject
{
    Q_OBJECT

public:
    using Task = std::function<void(control::EngineHost &)>;

    explicit EngineThread(const Paths &paths, QObject *parent = nullptr);
    /** Waits for a thread that was not stopped before; a window stops it first and waits for the signal. */
    ~EngineThread() override;

    void start(Task prepare);
    /** Runs in the engine's thread, in order. Dropped when the engine is gone. */
    void post(Task task);
    void stop();

Q_SIGNALS:
    void opened();
    void failedToOpen(const docket::Error &error);
    void stopped();

private:
    void open(int tries); ///< in the engine's thread

    Paths m_paths;
    QThread m_thread;
    QObject *m_anchor = nullptr; ///< lives in the thread; owns the host there
    bool m_isStopping = false;
};

} // namespace docket
