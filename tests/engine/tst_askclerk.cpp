// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/askclerk.h"
#include "policy/policy.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

/** What a person is shown of an agent's request, and what their yes would allow. */
class TestAskClerk : public QObject
{
    Q_OBJECT

    static AgentPermissionRequest widening()
    {
        return {.id = u"p1"_s,
                .title = u"Widen: write /w/out, reach the network"_s,
                .toolCall = {.locations = {{u"/w/out"_s, 0}}},
                .options = {},
                .widensLimits = true};
    }

private Q_SLOTS:
    void moreRoomIsNotCoveredByARuleForItsPlaces()
    {
        const PermissionAsk ask = askFrom(widening(), u"/w"_s);
        QCOMPARE(ask.where, QStringList{u"out"_s});
        const PermissionRules profile{.allow = {{PermissionRule::Kind::Path, u"**"_s}}};
        QCOMPARE(decide({}, PermissionQuestion{ask.needs, profile, {}}).answer, PolicyAnswer::Ask);
        AgentPermissionRequest deed = widening();
        deed.widensLimits = false;
        QCOMPARE(decide({}, PermissionQuestion{askFrom(deed, u"/w"_s).needs, profile, {}}).answer, PolicyAnswer::Allow);
    }

    void moreRoomInAForbiddenPlaceIsForbidden()
    {
        const PermissionRules profile{.deny = {{PermissionRule::Kind::Path, u"out"_s}}};
        const PermissionAsk ask = askFrom(widening(), u"/w"_s);
        QCOMPARE(decide({}, PermissionQuestion{ask.needs, profile, {}}).answer, PolicyAnswer::Deny);
    }

    void aYesForLongerHoldsForTheSameRoomOnly()
    {
        const PermissionAsk ask = askFrom(widening(), u"/w"_s);
        QList<Grant> grants;
        for (const PermissionRule &need : ask.needs)
            grants.append({need, GrantScope::Task, u"ann"_s, {}});
        QCOMPARE(decide({}, PermissionQuestion{ask.needs, {}, grants}).answer, PolicyAnswer::Allow);
        AgentPermissionRequest more = widening();
        more.title += u", read /"_s;
        QCOMPARE(decide({}, PermissionQuestion{askFrom(more, u"/w"_s).needs, {}, grants}).answer, PolicyAnswer::Ask);
    }

    void aQuestionIsAnsweredByNoRuleAndItsAnswerAllowsNothing()
    {
        const AgentPermissionRequest question{
            .id = u"q1"_s,
            .title = u"Which?"_s,
            .options = {{u"a"_s, u"A"_s, AgentPermissionRequest::OptionKind::Choose},
                        {u"no"_s, u"Decline"_s, AgentPermissionRequest::OptionKind::RejectOnce}}};
        const PermissionAsk ask = askFrom(question, u"/w"_s);
        QVERIFY(ask.needs.isEmpty());
        QCOMPARE(ask.options[0].kind, u"choose"_s);
        QCOMPARE(decide({}, PermissionQuestion{ask.needs, {}, {}}).answer, PolicyAnswer::Ask);
    }

    void aToolThatIsNoCommandIsShownWithWhatItIsGiven()
    {
        const AgentPermissionRequest tool{
            .id = u"p1"_s, .title = u"Run tool look?"_s, .toolCall = {.raw = {{u"city"_s, u"Bern"_s}}}};
        QVERIFY(askFrom(tool, u"/w"_s).detail.contains(u"\"city\": \"Bern\""_s));
        const AgentPermissionRequest command{
            .id = u"p1"_s, .toolCall = {.command = u"ls"_s, .raw = {{u"command"_s, u"ls"_s}}}};
        QCOMPARE(askFrom(command, u"/w"_s).detail, u"ls"_s);
    }
};

QTEST_GUILESS_MAIN(TestAskClerk)
#include "tst_askclerk.moc"
