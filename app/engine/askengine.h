// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/enginehost.h"
#include "app/engine/enginethread.h"
#include "core/error.h"
#include "task/values.h"

#include <QPointer>

#include <functional>

namespace docket {

class Engine;

/** How work in the engine's thread says what came of it: once, from there. */
template<typename T>
using EngineAnswer = std::function<void(Result<T>)>;

/**
 * Runs `work` in the engine's thread. Its answer comes to `reply`, in the thread of `home`, once and never within this
 * call; not at all where `home` or `context` is gone by then. Call it in the thread of `home`.
 */
template<typename T>
EngineAnswer<T> answerTo(QObject *home, QObject *context, std::function<void(Result<T>)> reply)
{
    return [self = QPointer<QObject>(home), guard = QPointer<QObject>(context),
            reply = std::move(reply)](Result<T> result) {
        QMetaObject::invokeMethod(
            self.get(),
            [guard, reply, result = std::move(result)]() mutable {
                if (guard && reply)
                    reply(std::move(result));
            },
            Qt::QueuedConnection);
    };
}

template<typename T>
void askEngine(EngineThread &thread, QObject *home, QObject *context, std::function<void(Result<T>)> reply,
               std::function<void(Engine &, const EngineAnswer<T> &)> work)
{
    thread.post([answer = answerTo<T>(home, context, std::move(reply)),
                 work = std::move(work)](control::EngineHost &host) { work(host.engine(), answer); });
}

/** For work whose record nobody needs. */
inline Result<void> withoutValue(const Result<TaskRecord> &record)
{
    if (!record)
        return std::unexpected(record.error());
    return {};
}

} // namespace docket
