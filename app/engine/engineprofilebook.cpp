// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/engineprofilebook.h"

#include "agents/finder.h"
#include "agents/profilecheck.h"
#include "app/engine/askengine.h"
#include "engine/engine.h"
#include "engine/ownprofiles.h"
#include "engine/profiles.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

ProfileDraft draftOf(const ProfileStatus &status, bool isOwn, bool isShipped)
{
    const AgentProfile &profile = status.profile;
    ProfileDraft draft;
    draft.name = profile.id;
    draft.title = profile.name;
    draft.protocol = protocolWord(profile.protocol);
    draft.command = profile.command;
    draft.promptMode = toJson(profile).value("promptMode"_L1).toString();
    draft.model = profile.model;
    QStringList names = profile.environment.keys();
    names.sort();
    for (const QString &name : std::as_const(names))
        draft.environment << name + u'=' + profile.environment.value(name);
    draft.keepEnvironment = profile.keepEnvironment;
    draft.network = profile.needsNetwork;
    draft.isOwn = isOwn;
    draft.isShipped = isShipped;
    draft.program = status.program;
    draft.problem = status.problem;
    return draft;
}

QList<ProfileDraft> draftsOf(Engine &engine)
{
    const EngineCore &core = engine.core();
    const auto shipped = builtInProfiles();
    const auto own = profilesIn(core.paths().config + "/agents"_L1);
    QList<ProfileDraft> drafts;
    const auto statuses = profileStatus(knownProfiles(core.paths()), core.options().environment);
    for (const ProfileStatus &status : statuses)
        drafts.append(draftOf(status, findProfile(own, status.profile.id).has_value(),
                              findProfile(shipped, status.profile.id).has_value()));
    return drafts;
}

// What the editor does not show comes from the profile as it was, or from the one that it was made from.
Result<AgentProfile> profileOf(const ProfileDraft &draft, Engine &engine)
{
    const auto known = knownProfiles(engine.core().paths());
    auto base = findProfile(known, draft.name);
    if (!base && !draft.basedOn.isEmpty())
        base = findProfile(known, draft.basedOn);
    QJsonObject object = base ? toJson(*base) : QJsonObject();
    object.insert("id"_L1, draft.name);
    object.insert("name"_L1, draft.title.isEmpty() ? draft.name : draft.title);
    object.insert("protocol"_L1, draft.protocol);
    object.insert("command"_L1, QJsonArray::fromStringList(draft.command));
    if (!draft.promptMode.isEmpty())
        object.insert("promptMode"_L1, draft.promptMode);
    object.insert("model"_L1, draft.model);
    QJsonObject environment;
    for (const QString &line : draft.environment)
        environment.insert(line.section(u'=', 0, 0).trimmed(), line.section(u'=', 1));
    object.insert("environment"_L1, environment);
    object.insert("keepEnvironment"_L1, QJsonArray::fromStringList(draft.keepEnvironment));
    object.insert("network"_L1, draft.network);
    return profileFromJson(object);
}

} // namespace

EngineProfileBook::EngineProfileBook(EngineThread &thread, QObject *parent) : ProfileBook(parent), m_thread(thread) {}

void EngineProfileBook::load(QObject *context, Reply<QList<ProfileDraft>> reply)
{
    const auto versions = m_versions;
    askEngine<QList<ProfileDraft>>(m_thread, this, context, std::move(reply),
                                   [versions](Engine &engine, const EngineAnswer<QList<ProfileDraft>> &answer) {
                                       QList<ProfileDraft> drafts = draftsOf(engine);
                                       for (ProfileDraft &draft : drafts)
                                           draft.version = versions.value(draft.name);
                                       answer(drafts);
                                   });
}

void EngineProfileBook::save(const ProfileDraft &draft, QObject *context, Reply<void> reply)
{
    const auto told = [this, reply = std::move(reply)](Result<void> saved) {
        if (saved)
            lookForAgents();
        reply(std::move(saved));
    };
    askEngine<void>(m_thread, this, context, told, [draft](Engine &engine, const EngineAnswer<void> &answer) {
        const auto profile = profileOf(draft, engine);
        answer(profile ? saveOwnProfile(engine.core().paths(), *profile) : std::unexpected(profile.error()));
    });
}

void EngineProfileBook::remove(const QString &name, QObject *context, Reply<void> reply)
{
    const auto told = [this, reply = std::move(reply)](Result<void> removed) {
        if (removed)
            lookForAgents();
        reply(std::move(removed));
    };
    askEngine<void>(m_thread, this, context, told, [name](Engine &engine, const EngineAnswer<void> &answer) {
        answer(removeOwnProfile(engine.core().paths(), name));
    });
}

void EngineProfileBook::check(const ProfileDraft &draft, QObject *context, Reply<ProfileHealth> reply)
{
    askEngine<ProfileHealth>(
        m_thread, this, context, std::move(reply), [draft](Engine &engine, const EngineAnswer<ProfileHealth> &answer) {
            const auto profile = profileOf(draft, engine);
            if (!profile) {
                answer(ProfileHealth{false, profile.error().detail});
                return;
            }
            auto *check = new ProfileCheck(*profile, *engine.core().options().processes,
                                           engine.core().options().environment, &engine);
            QObject::connect(check, &ProfileCheck::finished, check, [check, answer](bool isGood, const QString &text) {
                answer(ProfileHealth{isGood, text});
                check->deleteLater();
            });
            check->start();
        });
}

void EngineProfileBook::lookForAgents()
{
    using Versions = QHash<QString, QString>;
    const Reply<Versions> keep = [this](const Result<Versions> &versions) {
        if (!versions)
            return;
        m_versions = *versions;
        Q_EMIT changed();
    };
    askEngine<Versions>(m_thread, this, this, keep, [](Engine &engine, const EngineAnswer<Versions> &answer) {
        auto *finder =
            new AgentFinder(*engine.core().options().processes, engine.core().options().environment, &engine);
        auto versions = std::make_shared<Versions>();
        QObject::connect(finder, &AgentFinder::found, finder,
                         [versions](const FoundAgent &agent) { versions->insert(agent.id, agent.version); });
        QObject::connect(finder, &AgentFinder::finished, finder, [versions, finder, answer] {
            answer(*versions);
            finder->deleteLater();
        });
        finder->search(knownProfiles(engine.core().paths()));
    });
}

} // namespace docket
