// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/enginelink.h"

#include "app/control/enginehost.h"

using namespace Qt::StringLiterals;

namespace docket::control {

namespace {

constexpr int retryMs = 50;
constexpr qint64 patienceMs = 8000; // for another command, or for an engine that is just starting

} // namespace

EngineLink::EngineLink(const Paths &paths, QObject *parent) : QObject(parent), m_paths(paths)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryMs);
    connect(&m_retry, &QTimer::timeout, this, &EngineLink::connectOrOpen);
}

EngineLink::~EngineLink() = default;

void EngineLink::request(const QString &command, const QJsonObject &args, ControlClient::Answer answer,
                         ControlClient::Progress progress)
{
    const Waiting waiting{command, args, std::move(answer), std::move(progress)};
    if (m_isReady)
        return send(waiting);
    m_waiting.append(waiting);
    if (!std::exchange(m_isConnecting, true)) {
        m_since.start();
        connectOrOpen();
    }
}

void EngineLink::connectOrOpen()
{
    m_client = std::make_unique<ControlClient>();
    connect(m_client.get(), &ControlClient::connected, this, &EngineLink::sendWaiting);
    connect(m_client.get(), &ControlClient::unreachable, this, &EngineLink::openHere, Qt::QueuedConnection);
    m_client->connectTo(m_paths.controlSocket());
}

void EngineLink::openHere()
{
    m_client.reset();
    m_host = std::make_unique<EngineHost>(m_paths, EngineMode::Passive);
    const auto started = m_host->start();
    if (started)
        return sendWaiting();
    m_host.reset();
    if (started.error().code == ErrorCode::Busy && m_since.elapsed() < patienceMs)
        m_retry.start();
    else
        failAll(started.error());
}

void EngineLink::sendWaiting()
{
    m_isReady = true;
    const auto waiting = std::exchange(m_waiting, {});
    for (const Waiting &request : waiting)
        send(request);
}

void EngineLink::send(const Waiting &waiting)
{
    if (m_client)
        return m_client->request(waiting.command, waiting.args, waiting.answer, waiting.progress);
    const auto respond = [waiting](const Result<QJsonObject> &result, bool final) {
        if (final)
            waiting.answer(result);
        else if (waiting.progress && result)
            waiting.progress(*result);
    };
    // Queued, so that an answer never comes before request() returned.
    QMetaObject::invokeMethod(
        m_host.get(),
        [this, waiting, respond] {
            m_host->dispatcher().handle({0, waiting.command, waiting.args}, m_host.get(), respond);
        },
        Qt::QueuedConnection);
}

void EngineLink::failAll(const Error &error)
{
    m_isConnecting = false;
    const auto waiting = std::exchange(m_waiting, {});
    for (const Waiting &request : waiting)
        request.answer(std::unexpected(error));
}

void EngineLink::close(QObject *context, std::function<void()> closed)
{
    m_retry.stop();
    if (!m_host) {
        QMetaObject::invokeMethod(context, std::move(closed), Qt::QueuedConnection);
        return;
    }
    // Queued: the host must not go while one of its own signals is being delivered.
    connect(m_host.get(), &EngineHost::stopped, context, [this, closed = std::move(closed)] {
        m_host.reset();
        closed();
    }, Qt::QueuedConnection);
    m_host->stop();
}

} // namespace docket::control
