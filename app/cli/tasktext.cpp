// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/tasktext.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace docket::cli {

namespace {

/** Nothing that an agent wrote may move the cursor or change the colour of a person's terminal. */
QString safe(const QString &text)
{
    QString shown = text;
    for (QChar &c : shown) {
        if ((c.unicode() < 0x20 && c != u'\n' && c != u'\t') || (c.unicode() >= 0x7f && c.unicode() < 0xa0))
            c = u'?';
    }
    return shown;
}

QString text(const QJsonObject &object, QLatin1StringView key)
{
    return safe(object.value(key).toString());
}

} // namespace

QString taskLine(const QJsonObject &card)
{
    QString line = u"%1  %2  %3"_s.arg(card.value("id"_L1).toInteger(), 4)
                       .arg(text(card, "state"_L1), -12)
                       .arg(text(card, "title"_L1));
    const QString note = text(card, "line"_L1);
    if (!note.isEmpty())
        line += u"\n      "_s + note;
    return line;
}

QString asksText(const QJsonObject &record)
{
    QStringList lines;
    const QJsonArray asks = record.value("asks"_L1).toArray();
    for (const QJsonValue &value : asks) {
        const QJsonObject ask = value.toObject();
        lines << u"Question %1: %2"_s.arg(text(ask, "request"_L1), text(ask, "title"_L1));
        if (ask.contains("why"_L1))
            lines << u"  why: "_s + text(ask, "why"_L1);
        const QJsonArray places = ask.value("where"_L1).toArray();
        for (const QJsonValue &place : places)
            lines << u"  where: "_s + safe(place.toString());
        if (ask.contains("detail"_L1))
            lines << text(ask, "detail"_L1);
        const QJsonArray options = ask.value("options"_L1).toArray();
        for (const QJsonValue &option : options)
            lines << u"  %1  %2"_s.arg(text(option.toObject(), "id"_L1), -16).arg(text(option.toObject(), "name"_L1));
    }
    return lines.isEmpty() ? u"The agent has no open question."_s : lines.join(u'\n');
}

QString grantLine(const QJsonObject &grant)
{
    return u"%1  %2  (for the %3, by %4, %5)"_s.arg(text(grant, "kind"_L1), -8)
        .arg(text(grant, "pattern"_L1), text(grant, "scope"_L1), text(grant, "by"_L1), text(grant, "at"_L1));
}

QString taskText(const QJsonObject &record)
{
    QStringList lines{taskLine(record)};
    const QJsonArray attempts = record.value("attempts"_L1).toArray();
    for (const QJsonValue &value : attempts) {
        const QJsonObject attempt = value.toObject();
        lines << u"attempt %1 by %2 on %3 from %4"_s.arg(attempt.value("attempt"_L1).toInt())
                     .arg(text(attempt, "profile"_L1), text(attempt, "branch"_L1), text(attempt, "base"_L1).left(10));
        const QJsonArray rounds = attempt.value("rounds"_L1).toArray();
        for (const QJsonValue &entry : rounds) {
            const QJsonObject round = entry.toObject();
            const QJsonObject snapshot = round.value("snapshot"_L1).toObject();
            QString line = u"  round %1: %2"_s.arg(round.value("round"_L1).toInt()).arg(text(round, "outcome"_L1));
            if (!snapshot.isEmpty())
                line += u", snapshot %1 (%2 files)"_s.arg(text(snapshot, "commit"_L1).left(10))
                            .arg(snapshot.value("changedFiles"_L1).toInt());
            lines << line;
            if (round.contains("text"_L1))
                lines << u"    "_s + text(round, "text"_L1);
        }
    }
    const QJsonArray evidence = record.value("evidence"_L1).toArray();
    for (const QJsonValue &value : evidence) {
        const QJsonObject check = value.toObject();
        lines << u"check %1: %2 in %3 ms (%4)"_s.arg(text(check, "check"_L1), text(check, "outcome"_L1))
                     .arg(check.value("durationMs"_L1).toInteger())
                     .arg(text(check, "contained"_L1));
    }
    if (!record.value("asks"_L1).toArray().isEmpty())
        lines << asksText(record);
    if (record.contains("mergeCommit"_L1))
        lines << u"merged as %1"_s.arg(text(record, "mergeCommit"_L1).left(10));
    return lines.join(u'\n');
}

QString eventLine(const QJsonObject &event)
{
    return u"%1  %2  %3  %4"_s.arg(text(event, "at"_L1), text(event, "by"_L1))
        .arg(text(event, "event"_L1), -20)
        .arg(text(event, "text"_L1));
}

void printTask(CliContext &context, const QJsonObject &record)
{
    if (context.json())
        context.printJson(record);
    else
        context.print(taskLine(record));
    context.finish(ExitCode::Done);
}

} // namespace docket::cli
