// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/historypane.h"

#include "items/plaintext.h"
#include "widgets/common/appearance.h"
#include "widgets/common/words.h"

#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace docket {

HistoryPane::HistoryPane(Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_figures(new QLabel), m_list(new QListWidget)
{
    m_figures->setObjectName(u"taskFigures"_s);
    m_figures->setTextFormat(Qt::PlainText);
    m_figures->setWordWrap(true);
    m_figures->setContentsMargins(18, 12, 18, 10);
    m_list->setObjectName(u"eventList"_s);
    m_list->setAccessibleName(tr("Events of the task, oldest first"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(3);
    m_list->setWordWrap(true);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_figures);
    layout->addWidget(m_list, 1);
}

void HistoryPane::showTask(TaskId task)
{
    if (m_task == task)
        return;
    m_task = task;
    ++m_generation;
    m_list->clear();
    m_figures->clear();
}

void HistoryPane::setRecord(const TaskRecord &record)
{
    if (record.task.id != m_task)
        return;
    // A figure that one round did not send is unknown for the whole, never 0.
    std::optional<qint64> input = 0, output = 0;
    std::optional<double> cost = 0;
    for (const Round &round : record.rounds) {
        input = input && round.usage.inputTokens ? std::optional(*input + *round.usage.inputTokens) : std::nullopt;
        output = output && round.usage.outputTokens ? std::optional(*output + *round.usage.outputTokens) : std::nullopt;
        cost = cost && round.usage.costUsd ? std::optional(*cost + *round.usage.costUsd) : std::nullopt;
    }
    const QLocale locale;
    const QString unknown = tr("unknown");
    QStringList parts{tr("%n attempt(s)", nullptr, int(record.attempts.size())), tr("%n round(s)", nullptr,
            int(record.rounds.size()))};
    if (!record.rounds.isEmpty()) {
        parts << tr("tokens in: %1").arg(input ? locale.toString(*input) : unknown)
              << tr("tokens out: %1").arg(output ? locale.toString(*output) : unknown)
              << tr("cost: %1").arg(cost ? u"$"_s + locale.toString(*cost, 'f', 2) : unknown);
    }
    if (!record.rounds.isEmpty())
        parts << tr("time: %1").arg(Words::duration(record.spent().milliseconds));
    if (std::ranges::any_of(record.rounds, [](const Round &round) { return round.usage.costIsEstimate; }))
        parts << tr("cost estimated by the price table");
    if (const Budget &budget = record.task.budget; !budget.isEmpty())
        parts << tr("budget: %1").arg(Words::budget(budget));
    for (const Grant &grant : record.grants)
        parts << tr("allowed for the %1: %2", "task or project, then what")
                     .arg(Words::grantScope(grant.scope), visibleText(grant.rule.pattern));
    m_figures->setText(parts.join(u"   \u00b7   "_s));
    const quint64 generation = ++m_generation;
    m_workbench.loadEvents(m_task, this, [this, generation](const Result<QStringList> &events) {
        if (generation != m_generation)
            return;
        if (!events) {
            Q_EMIT failed(events.error());
            return;
        }
        // Events are only ever added, so the list grows at its end and keeps its place.
        if (events->size() < m_list->count())
            m_list->clear();
        for (qsizetype i = m_list->count(); i < events->size(); ++i)
            m_list->addItem(visibleText((*events)[i]));
        m_list->scrollToBottom();
    });
}

} // namespace docket
