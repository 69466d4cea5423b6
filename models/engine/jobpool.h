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
        return start(
            context, [work = std::move(work)](const CancelToken &token, const auto &) mutable { return work(token); },
            [](bool) {}, std::move(done), priority);
    }

    /**
     * The same for work that has something to say before it ends: `work(token, tell)`; each `tell(value)` runs
     * `step(value)` in this object's thread, in order and before `done`.
     */
    template<typename T, typename Work, typename Step, typename Done>
    CancelToken runInSteps(QObject *context, Work work, Step step, Done done, int priority = 0)
    {
        return start<T>(context, std::move(work), std::move(step), std::move(done), priority);
    }

    bool isIdle() const { return m_running.isEmpty(); }
    void shutDown();

Q_SIGNALS:
    void drained();

private:
    template<typename T = bool, typename Work, typename Step, typename Done>
    CancelToken start(QObject *context, Work work, Step step, Done done, int priority)
    {
        using Tell = std::function<void(T)>;
        using R = std::invoke_result_t<Work, const CancelToken &, const Tell &>;
        const CancelToken token;
        if (m_state->closed)
            return token;
        const quint64 id = ++m_lastJob;
        m_running.insert(id, token);
        auto job = [state = m_state, id, token, work = std::move(work), guard = QPointer<QObject>(context),
                    step = std::move(step), done = std::move(done)]() mutable {
            if (token.isCancelled()) {
                state->post(id, true, [] {});
                return;
            }
            const Tell tell = [&](T value) {
                state->post(id, false, [guard, step, value = std::make_shared<T>(std::move(value))] {
                    if (guard)
                        step(std::move(*value));
                });
            };
            auto result = std::make_shared<R>(work(token, tell));
            state->post(id, true, [guard, done = std::move(done), result] {
                if (guard)
                    done(std::move(*result));
            });
        };
        submit(std::move(job), priority);
        return token;
    }

    /** Outlives the pool object, so that a job that ends late has somebody to tell. */
    struct State
    {
        std::function<void(quint64, bool isLast, std::function<void()>)> deliver; ///< guarded by mutex
        std::shared_ptr<QThreadPool> threads;
        bool closed = false; ///< only touched in the owner's thread
        QMutex mutex;

        void post(quint64 id, bool isLast, std::function<void()> answer);
    };

    void submit(std::function<void()> job, int priority);
    void told(quint64 id, const std::function<void()> &answer);
    void finished(quint64 id, const std::function<void()> &answer);

    std::shared_ptr<State> m_state;
    QHash<quint64, CancelToken> m_running;
    quint64 m_lastJob = 0;
};

} // namespace docket
