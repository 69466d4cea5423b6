// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/enginehost.h"

#include "core/logging.h"

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace docket::control {

QString personName()
{
    for (const char *variable : {"DOCKET_REVIEWER", "USER", "LOGNAME"}) {
        const QString name = qEnvironmentVariable(variable).trimmed();
        if (!name.isEmpty())
            return name;
    }
    if (const passwd *entry = ::getpwuid(::geteuid()))
        return QString::fromLocal8Bit(entry->pw_name);
    return u"person"_s;
}

EngineHost::EngineHost(const Paths &paths, EngineMode mode, int slotCount, QObject *parent)
    : QObject(parent), m_socket(paths.controlSocket())
{
    EngineOptions options;
    options.paths = paths;
    options.person = personName();
    options.signsWithGitIdentity = qEnvironmentVariable("DOCKET_REVIEWER").trimmed().isEmpty();
    options.environment = QProcessEnvironment::systemEnvironment();
    options.mode = mode;
    options.slots = slotCount;
    options.clock = &m_clock;
    options.processes = &m_processes;
    options.sessions = &m_sessions;
    m_engine = std::make_unique<Engine>(options);
    m_dispatcher = std::make_unique<Dispatcher>(*m_engine);
    connect(m_engine.get(), &Engine::started, this, &EngineHost::started);
    connect(m_engine.get(), &Engine::stopped, this, &EngineHost::stopped);
}

EngineHost::~EngineHost() = default;

Result<void> EngineHost::start()
{
    if (const auto opened = m_engine->open(); !opened)
        return opened;
    if (m_engine->isActive()) {
        m_server =
            std::make_unique<ControlServer>([this](const Request &request, QObject *context, const Respond &respond) {
                m_dispatcher->handle(request, context, respond);
            });
        if (const auto listening = m_server->listen(m_socket); !listening)
            qCWarning(logEngine) << listening.error().text();
    }
    m_engine->start();
    return {};
}

void EngineHost::stop()
{
    if (m_server)
        m_server->close();
    m_engine->stop();
}

} // namespace docket::control
