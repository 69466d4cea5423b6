// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/control/dispatcher.h"

#include "app/control/valuesjson.h"
#include "engine/engine.h"
#include "store/store.h"
#include "task/eventcodec.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace docket::control {

void Dispatcher::tell(const QJsonObject &args, QObject *, const Respond &respond)
{
    const TaskId task{args.value("task"_L1).toInteger()};
    respondWith(m_engine.agents().tell(task, args.value("text"_L1).toString(), m_engine.person()), respond);
}

void Dispatcher::budget(const QJsonObject &args, QObject *, const Respond &respond)
{
    const TaskId task{args.value("task"_L1).toInteger()};
    const StoreReader &reader = m_engine.core().store().reader();
    if (args.contains("budget"_L1)) {
        const auto budget = budgetFromJson(args.value("budget"_L1).toObject());
        if (!budget)
            return respond(fail(ErrorCode::InvalidInput, u"This is no budget; give numbers."_s), true);
        const QString text = QString::fromUtf8(QJsonDocument(budgetToJson(*budget)).toJson(QJsonDocument::Compact));
        Result<void> done = task.isValid() ? Result<void>() : m_engine.setSetting(dayBudgetSetting, text);
        if (task.isValid()) {
            const auto set = m_engine.tasks().setBudget(task, *budget, m_engine.person());
            done = set ? Result<void>() : std::unexpected(set.error());
        }
        if (!done)
            return respond(std::unexpected(done.error()), true);
    }
    if (!task.isValid()) {
        const auto today = reader.spent({}, m_engine.core().now().toLocalTime().date().startOfDay());
        if (!today)
            return respond(std::unexpected(m_engine.core().noteStoreError(today.error())), true);
        return respond(QJsonObject{{u"budget"_s, budgetToJson(dayBudget(reader))}, {u"spent"_s, toJson(*today)}}, true);
    }
    const auto record = m_engine.core().load(task);
    if (!record)
        return respond(std::unexpected(record.error()), true);
    const QJsonObject known{{u"task"_s, task.value},
                            {u"budget"_s, budgetToJson(record->task.budget)},
                            {u"spent"_s, toJson(record->spent())}};
    m_engine.checkBudgets(task, [known, respond](const Result<QStringList> &remarks) {
        QJsonObject object = known;
        object.insert(u"remarks"_s,
                      QJsonArray::fromStringList(remarks ? *remarks : QStringList{remarks.error().text()}));
        respond(object, true);
    });
}

void Dispatcher::permissions(const QJsonObject &args, QObject *, const Respond &respond)
{
    const TaskId task{args.value("task"_L1).toInteger()};
    if (args.contains("withdraw"_L1)) {
        const auto kind = permissionKindFromWord(args.value("kind"_L1).toString());
        if (!kind)
            return respond(fail(ErrorCode::InvalidInput,
                                u"A permission is for a command, a path, a host or a request."_s,
                                args.value("kind"_L1).toString()),
                           true);
        const auto done =
            m_engine.tasks().withdrawGrant(task, {*kind, args.value("withdraw"_L1).toString()}, m_engine.person());
        if (!done)
            return respond(std::unexpected(done.error()), true);
    }
    const auto grants = m_engine.tasks().grants(task);
    if (!grants)
        return respond(std::unexpected(grants.error()), true);
    QJsonArray list;
    for (const Grant &grant : *grants)
        list.append(toJson(grant));
    respond(QJsonObject{{u"permissions"_s, list}}, true);
}

} // namespace docket::control
