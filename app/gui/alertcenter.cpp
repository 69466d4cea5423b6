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
        if (action != u"later"_s)
            Q_EMIT openRequested(key == severalKey ? TaskId() : TaskId{qint64(key)}, token);
    });
}

void AlertCenter::onReady()
{
    // What began to need a person while no window could say so, or was cut off before it did, is said now.
    m_told = m_workbench.told();
    for (const TaskCard &card : m_workbench.tasks()) {
        const bool putOff = card.snoozedUntil.isValid() && card.snoozedUntil > m_clock.now();
        if (alerts(card.state) && !putOff)
            onAlert({card.id, card.title, card.line, card.state});
    }
    for (const Alert &alert : std::exchange(m_early, {}))
        onAlert(alert);
}

void AlertCenter::remember(TaskId task)
{
    const QList<TaskCard> cards = m_workbench.tasks();
    const auto card = std::ranges::find(cards, task, &TaskCard::id);
    if (card == cards.end())
        return;
    m_told.insert(task, card->since);
    m_workbench.setTold(task, card->since);
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
    if (m_told.value(alert.task) == card->since && m_told.contains(alert.task))
        return;
    if (!m_preferences.alerts || alert.task == m_watched) // who sees it, or wants to hear nothing, was told
        return remember(alert.task);
    const bool known = std::ranges::any_of(m_waiting, [&](const Alert &other) { return other.task == alert.task; });
    if (m_preferences.isQuietAt(m_clock.now().toLocalTime().time()) || known)
        return; // told at the next start if it still waits then
    m_waiting << alert;
    if (!m_batch.isActive())
        m_batch.start();
}

void AlertCenter::onChanged(const ChangeSet &changes)
{
    for (const TaskCard &card : changes.tasks) {
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
    m_notifier.show(m_waiting.size() == 1 ? single(m_waiting.constFirst()) : several());
    for (const Alert &alert : std::exchange(m_waiting, {}))
        remember(alert.task);
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
    return n;
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
