// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/alertcenter.h"

#include "items/plaintext.h"
#include "widgets/common/words.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr quint64 severalKey = ~quint64(0);

QString answerAction(const PermissionAsk &ask, const QString &option)
{
    return u"answer:%1:%2"_s.arg(ask.requestId, option);
}

/** The states that a person is told of; being interrupted is their own doing. */
bool alerts(TaskState state)
{
    return state == TaskState::Asking || state == TaskState::Review || state == TaskState::Failed;
}

} // namespace

AlertCenter::AlertCenter(Workbench &workbench, Notifier &notifier, const Clock &clock, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_notifier(notifier), m_clock(clock)
{
    m_batch.setSingleShot(true);
    m_batch.setInterval(1500);
    connect(&m_batch, &QTimer::timeout, this, &AlertCenter::flush);
    connect(&workbench, &Workbench::alertRaised, this, &AlertCenter::onAlert);
    connect(&workbench, &Workbench::changed, this, &AlertCenter::onChanged);
    connect(&workbench, &Workbench::ready, this, &AlertCenter::onReady);
    connect(&notifier, &Notifier::activated, this, [this](quint64 key, const QString &action, const QString &token) {
        if (answer(TaskId{qint64(key)}, action))
            return;
        if (action != u"later"_s)
            Q_EMIT openRequested(key == severalKey ? TaskId() : TaskId{qint64(key)}, token);
    });
}

void AlertCenter::onReady()
{
    // What began to need a person while no window could say so, or was cut off before it did, is said now.
    for (const auto &[task, since] : m_workbench.told().asKeyValueRange())
        m_told.insert(task, {since, {}});
    for (const Alert &alert : std::exchange(m_early, {}))
        onAlert(alert);
    for (const TaskCard &card : m_workbench.tasks()) {
        const bool putOff = card.snoozedUntil.isValid() && card.snoozedUntil > m_clock.now();
        if (alerts(card.state) && !putOff)
            onAlert({card.id, card.title, card.line, card.state, {}});
    }
}

void AlertCenter::remember(const Alert &alert)
{
    const QList<TaskCard> cards = m_workbench.tasks();
    const auto card = std::ranges::find(cards, alert.task, &TaskCard::id);
    if (card == cards.end())
        return;
    m_told.insert(alert.task, {card->since, alert.ask.requestId});
    m_workbench.setTold(alert.task, card->since);
}

void AlertCenter::onAlert(const Alert &alert)
{
    const QList<TaskCard> cards = m_workbench.tasks();
    const auto card = std::find_if(cards.begin(), cards.end(), [&](const TaskCard &c) { return c.id == alert.task; });
    if (card == cards.end()) { // the engine was quicker than the first load
        m_early << alert;
        return;
    }
    // An alert about a state that is over (a replay, or somebody was quicker) needs nobody.
    if (card->state != alert.why || !needsPerson(card->state))
        return;
    // A further question of a task that asks already is another thing to be told.
    const QString request = alert.ask.requestId;
    const auto told = m_told.constFind(alert.task);
    if (told != m_told.constEnd() && told->since == card->since && (request.isEmpty() || told->request == request))
        return;
    if (!m_preferences.alerts || alert.task == m_watched) // who sees it, or wants to hear nothing, was told
        return remember(alert);
    const bool known = std::ranges::any_of(m_waiting, [&](const Alert &other) {
        return other.task == alert.task && (request.isEmpty() || other.ask.requestId == request);
    });
    if (m_preferences.isQuietAt(m_clock.now().toLocalTime().time()) || known)
        return; // told at the next start if it still waits then
    m_waiting << alert;
    if (!m_batch.isActive())
        m_batch.start();
}

void AlertCenter::onChanged(const ChangeSet &changes)
{
    for (const TaskCard &card : changes.tasks) {
        if (card.state != TaskState::Asking)
            m_asks.remove(card.id);
        if (needsPerson(card.state))
            continue;
        m_waiting.removeIf([&](const Alert &alert) { return alert.task == card.id; });
        if (m_told.remove(card.id))
            m_notifier.withdraw(quint64(card.id.value));
    }
}

void AlertCenter::flush()
{
    if (m_waiting.isEmpty())
        return;
    if (const Alert &only = m_waiting.constFirst(); m_waiting.size() == 1 && !only.ask.requestId.isEmpty())
        m_asks.insert(only.task, only.ask);
    m_notifier.show(m_waiting.size() == 1 ? single(m_waiting.constFirst()) : several());
    for (const Alert &alert : std::exchange(m_waiting, {}))
        remember(alert);
}

Notification AlertCenter::single(const Alert &alert) const
{
    Notification n;
    n.key = quint64(alert.task.value);
    n.title = visibleText(alert.title).simplified();
    n.text = visibleText(alert.text).trimmed();
    const QString open = alert.why == TaskState::Asking ? tr("Answer") : alert.why == TaskState::Review
        ? tr("Open review") : tr("Open task");
    n.actions = {{u"default"_s, open}, {u"open"_s, open}, {u"later"_s, tr("Later")}};
    n.urgent = alert.why == TaskState::Asking;
    if (!alert.ask.requestId.isEmpty()) {
        QStringList lines{Words::question(alert.ask)};
        if (!alert.ask.why.isEmpty())
            lines << tr("Why: %1").arg(visibleText(alert.ask.why).simplified().left(200));
        if (!alert.ask.where.isEmpty())
            lines << tr("Where: %1").arg(visibleText(alert.ask.where.join(u", "_s)).simplified().left(200));
        n.text = lines.join(u'\n');
        // What a title hides is seen in the window only, so a long command is answered there.
        for (const PermissionAsk::Option &option : alert.ask.options) {
            const bool isPlain = alert.ask.detail.size() <= 200 && !alert.ask.detail.trimmed().contains(u'\n');
            if (option.kind == u"allow_once"_s && isPlain)
                n.actions << Notification::Action{answerAction(alert.ask, option.id), tr("Allow once")};
            else if (option.kind == u"reject_once"_s)
                n.actions << Notification::Action{answerAction(alert.ask, option.id), tr("Refuse")};
            else if (option.kind == u"wait"_s || option.kind == u"interrupt"_s)
                n.actions << Notification::Action{answerAction(alert.ask, option.id),
                                                  option.kind == u"wait"_s ? tr("Wait") : tr("Interrupt")};
        }
        if (alert.ask.detail.size() <= 200 && !alert.ask.detail.isEmpty() && !alert.ask.detail.trimmed().contains(u'\n')
            && !n.text.contains(visibleText(alert.ask.detail).trimmed()))
            n.text += u'\n' + visibleText(alert.ask.detail).trimmed();
    }
    return n;
}

bool AlertCenter::answer(TaskId task, const QString &action)
{
    const auto asked = m_asks.constFind(task);
    // Only the question that the notification showed, and no other that may have come since.
    const QString known = asked == m_asks.cend() ? QString() : answerAction(*asked, {});
    if (known.isEmpty() || !action.startsWith(known))
        return false;
    m_workbench.answerPermission(task, asked->requestId, action.sliced(known.size()), GrantScope::Once, this,
                                 [this, task](const Result<void> &done) {
                                     if (!done)
                                         Q_EMIT openRequested(
                                             task, {}); // it is over, or something went wrong: the window shows what
                                 });
    m_notifier.withdraw(quint64(task.value));
    return true;
}

Notification AlertCenter::several() const
{
    Notification n;
    n.key = severalKey;
    n.title = tr("%n tasks need you", nullptr, int(m_waiting.size()));
    QStringList lines;
    for (const Alert &alert : m_waiting)
        lines << tr("%1: %2", "state of a task, its title").arg(Words::state(alert.why).word,
                                                                visibleText(alert.title).simplified());
    n.text = lines.mid(0, 6).join(u'\n');
    n.actions = {{u"default"_s, tr("Open the first")}, {u"open"_s, tr("Open the first")}, {u"later"_s, tr("Later")}};
    n.urgent = std::any_of(m_waiting.begin(), m_waiting.end(),
                           [](const Alert &alert) { return alert.why == TaskState::Asking; });
    return n;
}

} // namespace docket
