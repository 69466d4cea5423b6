// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/profilebook.h"

#include <QTimer>

#include <algorithm>

namespace docket {

using namespace Qt::StringLiterals;

/** Profiles in memory. */
class FakeProfileBook final : public ProfileBook
{
public:
    QList<ProfileDraft> drafts{
        {.name = u"codex"_s,
         .title = u"Codex"_s,
         .protocol = u"codex-app-server"_s,
         .command = {u"codex"_s, u"app-server"_s},
         .isShipped = true,
         .program = u"/usr/bin/codex"_s,
         .version = u"codex 1.2"_s},
        {.name = u"mine"_s,
         .title = u"Mine"_s,
         .protocol = u"command"_s,
         .command = {u"run it"_s, u"--say=\"hi\""_s, u"{prompt}"_s},
         .promptMode = u"argument"_s,
         .environment = {u"A=b"_s},
         .isOwn = true,
         .problem = u"The program run it was not found."_s},
    };
    QList<ProfileDraft> saved;
    QStringList removed;
    QList<ProfileDraft> checked;
    bool failNext = false;

    void load(QObject *context, Reply<QList<ProfileDraft>> reply) override
    {
        QTimer::singleShot(0, context, [this, reply] { reply(drafts); });
    }
    void save(const ProfileDraft &draft, QObject *context, Reply<void> reply) override
    {
        if (failNext) {
            QTimer::singleShot(0, context,
                               [reply] { reply(fail(ErrorCode::DiskFull, u"The disk is full. Free some space."_s)); });
            return;
        }
        saved.append(draft);
        const auto found = std::ranges::find(drafts, draft.name, &ProfileDraft::name);
        if (found == drafts.end())
            drafts.append(draft);
        else
            *found = draft;
        QTimer::singleShot(0, context, [reply] { reply({}); });
    }
    void remove(const QString &name, QObject *context, Reply<void> reply) override
    {
        removed << name;
        drafts.removeIf([&](const ProfileDraft &draft) { return draft.name == name; });
        QTimer::singleShot(0, context, [reply] { reply({}); });
    }
    void check(const ProfileDraft &draft, QObject *context, Reply<ProfileHealth> reply) override
    {
        checked.append(draft);
        QTimer::singleShot(0, context, [reply, draft] {
            reply(ProfileHealth{draft.program.isEmpty() ? false : true, u"It is %1."_s.arg(draft.title)});
        });
    }
};

} // namespace docket
