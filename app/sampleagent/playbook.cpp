// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "playbook.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace sample {

using namespace Qt::StringLiterals;

namespace {

QString titleOf(const QString &prompt)
{
    static const QRegularExpression heading(u"^# +(.+)$"_s, QRegularExpression::MultilineOption);
    const auto match = heading.match(prompt);
    return match.hasMatch() ? match.captured(1).trimmed() : u"Work"_s;
}

QString slugOf(const QString &title)
{
    static const QRegularExpression other(u"[^a-z0-9]+"_s);
    QString slug = title.toLower().left(40).replace(other, u"-"_s);
    while (slug.endsWith(u'-'))
        slug.chop(1);
    return slug.isEmpty() ? u"work"_s : slug;
}

QJsonArray genericPlay(const QString &prompt, bool isFollowUp, int round)
{
    const QString title = titleOf(prompt);
    const QString path = u"docs/%1.md"_s.arg(slugOf(title));
    static const QRegularExpression criterion(u"\\b(AC-\\d+):? +([^\\n]+)"_s);
    QString text = u"# %1\n\nHow each criterion is met.\n\n"_s.arg(title);
    QStringList seen;
    for (auto it = criterion.globalMatch(prompt); it.hasNext();) {
        const auto match = it.next();
        if (!seen.contains(match.captured(1)))
            text += u"- %1 %2\n"_s.arg(match.captured(1), match.captured(2));
        seen << match.captured(1);
    }
    if (isFollowUp)
        text += u"\n## Round %1\n\nGone through again after the review.\n"_s.arg(std::max(2, round));
    return {
        QJsonObject{
            {u"think"_s, u"This is not one of the specs that I know. I write down how each criterion would be met."_s}},
        QJsonObject{{u"plan"_s,
                     QJsonArray{QJsonArray{u"Read the criteria"_s, u"completed"_s},
                                QJsonArray{u"Write them down"_s, u"in_progress"_s}}}},
        QJsonObject{{u"write"_s, QJsonObject{{u"path"_s, path}, {u"text"_s, text}}}},
        QJsonObject{{u"usage"_s, QJsonArray{int(prompt.size() / 4), int(text.size() / 4), 0.01}}},
        QJsonObject{{u"say"_s,
                     isFollowUp ? u"I went through the review and wrote it down in %1."_s.arg(path)
                                : u"Each criterion is in %1."_s.arg(path)}},
    };
}

} // namespace

QJsonArray choosePlay(const QString &givenWay, const QString &prompt, bool isFollowUp, int round)
{
    static const QRegularExpression wayLine(u"^\\W*Way: *([a-z0-9-]+)"_s, QRegularExpression::MultilineOption);
    const QString named = wayLine.match(prompt).captured(1);
    const QString way = givenWay.isEmpty() ? named : givenWay;
    QFile file(u":/plays.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonArray plays = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &play : plays) {
        const QString match = play["match"_L1].toString();
        const bool chosen =
            way.isEmpty() ? !match.isEmpty() && prompt.contains(match) : play["way"_L1].toString() == way;
        if (!chosen)
            continue;
        const QJsonValue followUp = play["followUp"_L1];
        return isFollowUp && followUp.isArray() ? followUp.toArray() : play["first"_L1].toArray();
    }
    return genericPlay(prompt, isFollowUp, round);
}

} // namespace sample
