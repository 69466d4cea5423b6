// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agents/agentsession.h"
#include "app/control/controlserver.h"
#include "app/control/dispatcher.h"
#include "core/clock.h"
#include "engine/engine.h"
#include "process/qtprocess.h"

#include <memory>

namespace docket::control {

/**
 * An engine with all that it is made of, and the control socket in front of it when it is active. Belongs to the thread
 * that made it. One of these in a process: `docket run`, the window's engine thread, or one command.
 */
class EngineHost : public QObject
{
    Q_OBJECT

public:
    EngineHost(const Paths &paths, EngineMode mode, int slotCount = 0, QObject *parent = nullptr);
    ~EngineHost() override;

    /** Takes the store; the error says who has it or what is wrong with it. */
    Result<void> start();
    void stop();

    Engine &engine() { return *m_engine; }
    Dispatcher &dispatcher() { return *m_dispatcher; }

Q_SIGNALS:
    void started();
    void stopped();

private:
    SystemClock m_clock;
    QtProcessFactory m_processes;
    RealAgentSessionFactory m_sessions{m_processes};
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<Dispatcher> m_dispatcher;
    std::unique_ptr<ControlServer> m_server;
    QString m_socket;
};

/**
 * Whose word it is that the engine records: $DOCKET_REVIEWER, or the user's name. The latter is written into merges
 * with the name and address of the git configuration, where it has them.
 */
QString personName();

} // namespace docket::control
