// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/enginethread.h"

#include "app/control/enginehost.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr int maxTries = 15;

/** In the engine's thread: holds the host, so that it is made and destroyed there. */
class Anchor : public QObject
{
public:
    std::unique_ptr<control::EngineHost> host;
};

} // namespace

EngineThread::EngineThread(const Paths &paths, QObject *parent) : QObject(parent), m_paths(paths)
{
    m_thread.setObjectName(u"engine"_s);
    connect(&m_thread, &QThread::finished, this, &EngineThread::stopped);
}

EngineThread::~EngineThread()
{
    if (!m_thread.isRunning())
        return;
    disconnect(this, nullptr, nullptr, nullptr);
    stop();
    m_thread.wait();
}

void EngineThread::start(Task prepare)
{
    auto *anchor = new Anchor;
    m_anchor = anchor;
    anchor->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, anchor, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(anchor, [this, anchor, prepare = std::move(prepare)] {
        anchor->host = std::make_unique<control::EngineHost>(m_paths, EngineMode::Active);
        prepare(*anchor->host);
        open(0);
    });
}

void EngineThread::open(int tries)
{
    auto *anchor = static_cast<Anchor *>(m_anchor);
    if (!anchor->host)
        return; // stopped meanwhile
    const auto started = anchor->host->start();
    if (started)
        Q_EMIT opened();
    else if (started.error().code == ErrorCode::Busy && tries < maxTries) // a killed engine's child lets go in a moment
        QTimer::singleShot(100, anchor, [this, tries] { open(tries + 1); });
    else
        Q_EMIT failedToOpen(started.error());
}

void EngineThread::post(Task task)
{
    auto *anchor = static_cast<Anchor *>(m_anchor);
    if (!anchor || m_isStopping)
        return;
    QMetaObject::invokeMethod(anchor, [anchor, task = std::move(task)] {
        if (anchor->host)
            task(*anchor->host);
    });
}

void EngineThread::stop()
{
    if (!m_anchor || std::exchange(m_isStopping, true))
        return;
    auto *anchor = static_cast<Anchor *>(m_anchor);
    QMetaObject::invokeMethod(anchor, [this, anchor] {
        const auto quit = [this, anchor] {
            anchor->host.reset();
            m_thread.quit();
        };
        connect(anchor->host.get(), &control::EngineHost::stopped, anchor, quit, Qt::QueuedConnection);
        anchor->host->stop();
    });
}

} // namespace docket
