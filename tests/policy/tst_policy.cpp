// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/policy.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestPolicy : public QObject
{
    Q_OBJECT

    static ObjectId tree(char c) { return {QByteArray(40, c)}; }
    static VerdictRecord verdict(Verdict value, char on = 'a')
    {
        VerdictRecord record;
        record.tree = tree(on);
        record.verdict = value;
        return record;
    }
    static Evidence evidence(const QString &check, CheckOutcome outcome, char on = 'a')
    {
        Evidence result;
        result.check = check;
        result.tree = tree(on);
        result.outcome = outcome;
        return result;
    }
    static MergeQuestion question(const QList<Evidence> &evidence = {}, const QStringList &required = {u"tests"_s})
    {
        return {tree('a'), required, evidence, {verdict(Verdict::Approve)}};
    }

private Q_SLOTS:
    void byDefaultAPersonAnswersWhatAgentsAsk()
    {
        QCOMPARE(decide({}, PermissionQuestion{}).answer, PolicyAnswer::Ask);
        Policy strict;
        strict.permissions = PolicyAnswer::Deny;
        QCOMPARE(decide(strict, PermissionQuestion{}).answer, PolicyAnswer::Deny);
        Policy open;
        open.permissions = PolicyAnswer::Allow;
        QCOMPARE(decide(open, PermissionQuestion{}).answer, PolicyAnswer::Allow);
    }

    void aMergeNeedsAnApprovalOfThisVeryTree()
    {
        MergeQuestion none = question({evidence(u"tests"_s, CheckOutcome::Passed)});
        none.verdicts.clear();
        QCOMPARE(decide({}, none).answer, PolicyAnswer::Deny);
        none.verdicts = {verdict(Verdict::Approve, 'b')};
        QCOMPARE(decide({}, none).answer, PolicyAnswer::Deny);
        none.verdicts = {verdict(Verdict::Approve), verdict(Verdict::RequestChanges)}; // the last word counts
        QCOMPARE(decide({}, none).answer, PolicyAnswer::Deny);
        none.tree = {};
        QCOMPARE(decide({}, none).answer, PolicyAnswer::Deny);
    }

    void aMergeNeedsEveryRequiredCheckPassedOnThisVeryTree_data()
    {
        QTest::addColumn<QList<Evidence>>("known");
        QTest::addColumn<bool>("enough");
        QTest::newRow("passed") << QList{evidence(u"tests"_s, CheckOutcome::Passed)} << true;
        QTest::newRow("nothing") << QList<Evidence>{} << false;
        QTest::newRow("failed") << QList{evidence(u"tests"_s, CheckOutcome::Failed)} << false;
        QTest::newRow("on another tree") << QList{evidence(u"tests"_s, CheckOutcome::Passed, 'b')} << false;
        QTest::newRow("another check") << QList{evidence(u"lint"_s, CheckOutcome::Passed)} << false;
        QTest::newRow("timed out") << QList{evidence(u"tests"_s, CheckOutcome::TimedOut)} << false;
        QTest::newRow("interrupted") << QList{evidence(u"tests"_s, CheckOutcome::Interrupted)} << false;
        QTest::newRow("passed, then failed")
            << QList{evidence(u"tests"_s, CheckOutcome::Passed), evidence(u"tests"_s, CheckOutcome::Failed)} << false;
        QTest::newRow("failed, then passed")
            << QList{evidence(u"tests"_s, CheckOutcome::Failed), evidence(u"tests"_s, CheckOutcome::Passed)} << true;
    }

    void aMergeNeedsEveryRequiredCheckPassedOnThisVeryTree()
    {
        QFETCH(QList<Evidence>, known);
        QFETCH(bool, enough);
        const PolicyDecision decision = decide({}, question(known));
        QCOMPARE(decision.answer, enough ? PolicyAnswer::Allow : PolicyAnswer::Ask);
        QCOMPARE(decision.missing, enough ? QStringList() : QStringList{u"tests"_s});
    }

    void missingEvidenceIsOverriddenOnlyByAPersonWithAReason()
    {
        MergeQuestion lacking = question();
        lacking.note = u" flaky, see #12 "_s;
        const PolicyDecision decision = decide({}, lacking);
        QCOMPARE(decision.answer, PolicyAnswer::Allow);
        QCOMPARE(decision.missing, QStringList{u"tests"_s});
        QVERIFY(decision.why.contains(u"flaky, see #12"_s) && decision.why.contains(u"tests"_s));
        lacking.byPerson = false;
        QCOMPARE(decide({}, lacking).answer, PolicyAnswer::Ask);
        lacking.byPerson = true;
        lacking.note = u"  "_s;
        QCOMPARE(decide({}, lacking).answer, PolicyAnswer::Ask);
    }

    void nothingIsMergedByItself()
    {
        MergeQuestion fine = question({evidence(u"tests"_s, CheckOutcome::Passed)});
        fine.byPerson = false;
        QCOMPARE(decide({}, fine).answer, PolicyAnswer::Ask);
    }

    void aProjectWithoutChecksOrWithoutTheRuleNeedsNoEvidence()
    {
        QCOMPARE(decide({}, question({}, {})).answer, PolicyAnswer::Allow);
        Policy lax;
        lax.mergeNeedsEvidence = false;
        QCOMPARE(decide(lax, question()).answer, PolicyAnswer::Allow);
    }

    void withoutASandboxTheProjectDecides()
    {
        const ContainmentQuestion check{ContainmentQuestion::Who::Check, false, false};
        const ContainmentQuestion agent{ContainmentQuestion::Who::Agent, false, true};
        Policy policy;
        policy.checksUncontained = PolicyAnswer::Deny;
        QCOMPARE(decide(policy, check).answer, PolicyAnswer::Deny);
        QCOMPARE(decide(policy, agent).answer, PolicyAnswer::Allow);
        QVERIFY(decide(policy, agent).network); // nothing keeps it from there, and that is said
        const ContainmentQuestion contained{ContainmentQuestion::Who::Check, true, false};
        QCOMPARE(decide(policy, contained).answer, PolicyAnswer::Allow);
        QVERIFY(!decide(policy, contained).network);
    }

    void everyDecisionHasASentence()
    {
        QList<PolicyDecision> decisions{decide({}, PermissionQuestion{}), decide({}, question()),
                                        decide({}, MergeQuestion{})};
        for (const PolicyAnswer answer : {PolicyAnswer::Allow, PolicyAnswer::Ask, PolicyAnswer::Deny}) {
            Policy policy;
            policy.permissions = policy.agentsUncontained = policy.checksUncontained = answer;
            decisions << decide(policy, PermissionQuestion{}) << decide(policy, ContainmentQuestion{});
            QCOMPARE(policyAnswerFromWord(policyAnswerWord(answer)), answer);
        }
        for (const PolicyDecision &decision : std::as_const(decisions))
            QVERIFY2(decision.why.size() > 20 && decision.why.endsWith(u'.'), qPrintable(decision.why));
    }
};

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_policy.moc"
