// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/transcriptfold.h"

using namespace Qt::StringLiterals;

namespace docket {

namespace {

QString callStatus(AgentToolCall::Status status, const QString &before)
{
    switch (status) {
    case AgentToolCall::Status::Unknown: return before;
    case AgentToolCall::Status::Pending: return u"pending"_s;
    case AgentToolCall::Status::Running: return u"in_progress"_s;
    case AgentToolCall::Status::Completed: return u"completed"_s;
    case AgentToolCall::Status::Failed: return u"failed"_s;
    case AgentToolCall::Status::Declined: return u"declined"_s;
    }
    return before;
}

QString planStatus(AgentPlan::Status status)
{
    switch (status) {
    case AgentPlan::Status::Pending: return u"pending"_s;
    case AgentPlan::Status::InProgress: return u"in_progress"_s;
    case AgentPlan::Status::Completed: return u"completed"_s;
    }
    return {};
}

QString callText(const AgentToolCall &call)
{
    QStringList parts;
    if (!call.command.isEmpty())
        parts << u"$ "_s + call.command;
    for (const AgentToolCall::Diff &diff : call.diffs) {
        QStringList lines{u"--- %1"_s.arg(diff.path)};
        for (const QString &line : diff.oldText.split(u'\n', Qt::SkipEmptyParts).mid(0, 400))
            lines << u"- "_s + line;
        for (const QString &line : diff.newText.split(u'\n', Qt::SkipEmptyParts).mid(0, 400))
            lines << u"+ "_s + line;
        if (!diff.patch.isEmpty())
            lines << diff.patch;
        parts << lines.join(u'\n');
    }
    if (!call.output.isEmpty())
        parts << call.output;
    return withoutControls(parts.join(u"\n"_s).left(TranscriptFold::maxEntryText));
}

} // namespace

QString withoutControls(const QString &text)
{
    QString shown = text;
    for (QChar &c : shown) {
        const char16_t code = c.unicode();
        if ((code < 0x20 && code != u'\n' && code != u'\t') || code == 0x7f)
            c = QChar(code == 0x7f ? 0x2421 : 0x2400 + code);
    }
    return shown;
}

TranscriptEntry TranscriptFold::fresh(TranscriptEntry::Kind kind, const QDateTime &at)
{
    TranscriptEntry entry;
    entry.kind = kind;
    entry.round = m_round;
    // A place is the same whatever part of the file is read; what is told live has none yet.
    entry.id = m_place >= 0 ? u"@%1"_s.arg(m_place) : QString::number(++m_count);
    entry.place = m_place;
    entry.at = at;
    return entry;
}

TranscriptEntry TranscriptFold::text(TranscriptEntry::Kind kind, const QString &text, const QDateTime &at)
{
    if (!m_open || m_open->kind != kind || m_open->text.size() > maxEntryText)
        m_open = fresh(kind, at);
    m_open->text += withoutControls(text);
    return *m_open;
}

TranscriptEntry TranscriptFold::toolCall(const AgentToolCall &call, const QDateTime &at)
{
    auto found = m_calls.find(call.id);
    if (found == m_calls.end()) {
        TranscriptEntry entry = fresh(TranscriptEntry::Kind::ToolCall, at);
        entry.id = call.id.isEmpty() ? entry.id : call.id;
        found = m_calls.insert(call.id, entry);
    }
    if (!call.title.isEmpty())
        found->title = withoutControls(call.title).left(2000);
    found->status = callStatus(call.status, found->status);
    const QString text = callText(call);
    if (!text.isEmpty())
        found->text = text;
    for (const auto &location : call.locations) {
        if (!found->paths.contains(location.path))
            found->paths << location.path;
    }
    const TranscriptEntry entry = *found;
    const bool isOver = entry.status == "completed"_L1 || entry.status == "failed"_L1;
    if (isOver && m_calls.size() > 500)
        m_calls.erase(found);
    return entry;
}

TranscriptEntry TranscriptFold::permission(const AgentPermissionRequest &request, const QDateTime &at)
{
    TranscriptEntry entry = fresh(TranscriptEntry::Kind::Permission, at);
    entry.id = request.id;
    entry.title = withoutControls(request.title).left(2000);
    entry.text = QStringList{withoutControls(request.why), callText(request.toolCall)}.join(u'\n').trimmed();
    m_asks.insert(request.id, entry);
    return entry;
}

std::optional<TranscriptEntry> TranscriptFold::answered(const AgentPermissionAnswer &answer, const QDateTime &at)
{
    TranscriptEntry entry =
        m_asks.contains(answer.id) ? m_asks.take(answer.id) : fresh(TranscriptEntry::Kind::Permission, at);
    entry.id = answer.id;
    entry.status = answer.optionId.isEmpty() ? u"cancelled (%1)"_s.arg(answer.by)
                                             : u"%1 (%2)"_s.arg(withoutControls(answer.optionName), answer.by);
    return entry;
}

std::optional<TranscriptEntry> TranscriptFold::add(const AgentEvent &event, const QDateTime &at, qint64 place)
{
    m_place = place;
    using Kind = TranscriptEntry::Kind;
    if (const auto *message = std::get_if<AgentMessage>(&event))
        return text(message->from == AgentMessage::From::Agent ? Kind::Message : Kind::Prompt, message->text, at);
    if (const auto *thought = std::get_if<AgentThought>(&event))
        return text(Kind::Thought, thought->text, at);
    if (std::holds_alternative<AgentUsage>(event))
        return std::nullopt;
    m_open.reset();
    if (const auto *plan = std::get_if<AgentPlan>(&event)) {
        TranscriptEntry entry = fresh(Kind::Plan, at);
        entry.id = u"plan"_s;
        for (const AgentPlan::Entry &step : plan->entries)
            entry.plan.append({withoutControls(step.text), planStatus(step.status)});
        return entry;
    }
    if (const auto *call = std::get_if<AgentToolCall>(&event))
        return toolCall(*call, at);
    if (const auto *request = std::get_if<AgentPermissionRequest>(&event))
        return permission(*request, at);
    if (const auto *answer = std::get_if<AgentPermissionAnswer>(&event))
        return answered(*answer, at);
    if (const auto *end = std::get_if<AgentRoundEnded>(&event)) {
        TranscriptEntry entry = fresh(end->isPositive() ? Kind::End : Kind::Error, at);
        entry.status = outcomeWord(end->outcome);
        entry.text = withoutControls(end->sentence);
        m_calls.clear(); // nothing will change them any more
        m_asks.clear();
        return entry;
    }
    TranscriptEntry entry = fresh(Kind::Notice, at);
    if (const auto *question = std::get_if<AgentQuestion>(&event))
        entry.text = withoutControls(question->text);
    else if (const auto *state = std::get_if<AgentState>(&event))
        entry.text = withoutControls(state->text);
    if (entry.text.isEmpty())
        return std::nullopt;
    return entry;
}

QList<TranscriptEntry> foldTranscript(const QByteArray &lines, int round, qint64 start)
{
    TranscriptFold fold(round);
    QList<TranscriptEntry> entries;
    QHash<std::pair<int, QString>, qsizetype> places;
    for (qsizetype from = 0; from < lines.size();) {
        qsizetype end = lines.indexOf('\n', from);
        end = end < 0 ? lines.size() : end;
        const auto event = eventFromLine(lines.sliced(from, end - from));
        const auto entry = event ? fold.add(*event, {}, start + from) : std::nullopt;
        from = end + 1;
        if (!entry)
            continue;
        const std::pair key(int(entry->kind), entry->id);
        const auto place = places.constFind(key);
        if (place != places.constEnd()) {
            entries[*place] = *entry;
        } else {
            places.insert(key, entries.size());
            entries.append(*entry);
        }
    }
    return entries;
}

} // namespace docket
