// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/canceltoken.h"

#include <QHash>
#include <QMutex>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace docket {

/**
 * The git/diff pool. Work runs on threads of its own; its answer comes back as a queued call in the thread that owns
 * the pool, and is dropped when its context died or the pool was shut down. Nothing here ever waits: shutDown() cancels
 * what runs and forgets what waits; drained() comes whenever the last job has let go, before and after it.
 */
class JobPool : public QObject
{
    Q_OBJECT

public:
    explicit JobPool(int threads, QObject *parent = nullptr);
    ~JobPool() override;

    /**
     * Runs `work(token)` and then, in this object's thread, `done(result)`. Higher priorities go first. The returned
     * token cancels this job alone: one that has not begun answers nothing, one that has decides with what it answers.
     */
    template<typename Work, typename Done>
    CancelToken run(QObject *context, Work work, Done done, int priority = 0)
    {
        using T = std::invoke_result_t<Work, const CancelToken &>;
        const CancelToken token;
        if (m_state->closed)
            return token;
        const quint64 id = ++m_lastJob;
        m_running.insert(id, token);
        auto job = [state = m_state, id, token, work = std::move(work), guard = QPointer<QObject>(context),
                    done = std::move(done)]() mutable {
            if (token.isCancelled()) {
                state->post(id, [] {});
                return;
            }
            auto result = std::make_shared<T>(work(token));
            state->post(id, [guard, done = std::move(done), result] {
                if (guard)
                    done(std::move(*result));
            });
        };
        submit(std::move(job), priority);
        return token;
    }

    bool isIdle() const { return m_running.isEmpty(); }
    void shutDown();

Q_SIGNALS:
    void drained();

private:
    /** Outlives the pool object, so that a job that ends late has somebody to tell. */
    struct State
    {
        std::function<void(quint64, std::function<void()>)> deliver; ///< guarded by mutex
        std::shared_ptr<QThreadPool> threads;
        bool closed = false; ///< only touched in the owner's thread
        QMutex mutex;

        void post(quint64 id, std::function<void()> answer);
    };

    void submit(std::function<void()> job, int priority);
    void finished(quint64 id, const std::function<void()> &answer);

    std::shared_ptr<State> m_state;
    QHash<quint64, CancelToken> m_running;
    quint64 m_lastJob = 0;
};

} // namespace docket
