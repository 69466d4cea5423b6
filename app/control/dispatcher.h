// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/control/controlserver.h"
#include "task/values.h"

#include <QHash>
#include <QObject>

namespace docket {

class Engine;

namespace control {

/**
 * Carries out the requests of the command line on an engine, in the engine's thread. The same whether they came over
 * the control socket or from a command that made an engine for itself.
 */
class Dispatcher : public QObject
{
    Q_OBJECT

public:
    explicit Dispatcher(Engine &engine, QObject *parent = nullptr);

    void handle(const Request &request, QObject *context, const Respond &respond);

Q_SIGNALS:
    /** Somebody wants to see this project (or just the window). */
    void raiseAsked(const QString &projectPath);

private:
    using Handler = void (Dispatcher::*)(const QJsonObject &args, QObject *context, const Respond &respond);

    void add(const QJsonObject &args, QObject *context, const Respond &respond);
    void list(const QJsonObject &args, QObject *context, const Respond &respond);
    void show(const QJsonObject &args, QObject *context, const Respond &respond);
    void spec(const QJsonObject &args, QObject *context, const Respond &respond);
    void log(const QJsonObject &args, QObject *context, const Respond &respond);
    void order(const QJsonObject &args, QObject *context, const Respond &respond);
    void set(const QJsonObject &args, QObject *context, const Respond &respond);
    void answer(const QJsonObject &args, QObject *context, const Respond &respond);
    void tell(const QJsonObject &args, QObject *context, const Respond &respond);
    void budget(const QJsonObject &args, QObject *context, const Respond &respond);
    void permissions(const QJsonObject &args, QObject *context, const Respond &respond);
    void verdict(const QJsonObject &args, QObject *context, const Respond &respond);
    void comment(const QJsonObject &args, QObject *context, const Respond &respond);
    void previewMerge(const QJsonObject &args, QObject *context, const Respond &respond);
    void merge(const QJsonObject &args, QObject *context, const Respond &respond);
    void handBack(const QJsonObject &args, QObject *context, const Respond &respond);
    void open(const QJsonObject &args, QObject *context, const Respond &respond);
    void projects(const QJsonObject &args, QObject *context, const Respond &respond);
    void agents(const QJsonObject &args, QObject *context, const Respond &respond);
    void wait(const QJsonObject &args, QObject *context, const Respond &respond);
    void ping(const QJsonObject &args, QObject *context, const Respond &respond);

    QJsonObject describe(const TaskRecord &record) const;
    void respondWith(const Result<TaskRecord> &record, const Respond &respond) const;
    /** Calls back, once, as soon as the task's state is one for which `enough` holds. */
    void whenTask(TaskId task, QObject *context, std::function<bool(const TaskRecord &)> enough,
                  std::function<void(Result<TaskRecord>)> done);

    Engine &m_engine;
    QHash<QString, Handler> m_handlers;
};

} // namespace control
} // namespace docket
