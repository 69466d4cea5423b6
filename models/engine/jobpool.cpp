// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/jobpool.h"

#include <QMutexLocker>

namespace docket {

void JobPool::State::post(quint64 id, bool isLast, std::function<void()> answer)
{
    const QMutexLocker locker(&mutex);
    if (deliver)
        deliver(id, isLast, std::move(answer));
}

JobPool::JobPool(int threads, QObject *parent) : QObject(parent), m_state(std::make_shared<State>())
{
    // The threads die with the last job, not with this object: a thread pool's destructor waits for its work, and
    // nobody here may wait. The process' end takes what is stuck by then.
    m_state->threads = std::shared_ptr<QThreadPool>(new QThreadPool, [](QThreadPool *pool) {
        if (pool->activeThreadCount() == 0)
            delete pool;
    });
    m_state->threads->setMaxThreadCount(std::max(1, threads));
    m_state->deliver = [this](quint64 id, bool isLast, std::function<void()> answer) {
        QMetaObject::invokeMethod(
            this,
            [this, id, isLast, answer = std::move(answer)] { isLast ? finished(id, answer) : told(id, answer); },
            Qt::QueuedConnection);
    };
}

JobPool::~JobPool()
{
    shutDown();
    const QMutexLocker locker(&m_state->mutex);
    m_state->deliver = nullptr;
}

void JobPool::submit(std::function<void()> job, int priority)
{
    m_state->threads->start(std::move(job), priority);
}

void JobPool::told(quint64 id, const std::function<void()> &answer)
{
    if (m_running.contains(id) && !m_state->closed)
        answer();
}

void JobPool::finished(quint64 id, const std::function<void()> &answer)
{
    const bool wanted = m_running.remove(id) && !m_state->closed;
    if (wanted)
        answer();
    if (m_running.isEmpty())
        Q_EMIT drained();
}

void JobPool::shutDown()
{
    if (m_state->closed)
        return;
    m_state->closed = true;
    for (const CancelToken &token : std::as_const(m_running))
        token.cancel();
}

} // namespace docket
