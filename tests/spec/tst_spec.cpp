// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "spec/prompts.h"
#include "spec/specdiff.h"

#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

class TestSpec : public QObject
{
    Q_OBJECT

    static QString whole()
    {
        return u"# Add a parser\n"
               "\n"
               "For the old format.\n"
               "\n"
               "## Current state\n"
               "Nothing.\n"
               "\n"
               "## Target\n"
               "It parses.\n"
               "\n"
               "### Details\n"
               "More.\n"
               "\n"
               "## Approach\n"
               "By hand.\n"
               "\n"
               "## Acceptance criteria\n"
               "- AC-1: Empty input gives an empty document.\n"
               "- AC-2: An error names\n"
               "  the line.\n"
               "\n"
               "## Notes\n"
               "None.\n"_s;
    }
    static bool has(const SpecDocument &document, SpecProblem::Kind kind, const QString &subject = {})
    {
        return std::ranges::any_of(document.problems, [&](const SpecProblem &p) {
            return p.kind == kind && (subject.isEmpty() || p.subject == subject);
        });
    }

private Q_SLOTS:
    void sectionsAndCriteriaHaveTheirLines()
    {
        const SpecDocument document = parseSpec(whole());
        QCOMPARE(document.title, u"Add a parser"_s);
        QCOMPARE(document.titleLine, 0);
        QCOMPARE(document.preamble, u"For the old format."_s);
        QCOMPARE(document.sections.size(), 5);
        QCOMPARE(document.section(SectionKind::Target)->firstLine, 7);
        QCOMPARE(document.section(SectionKind::Target)->lastLine, 12);
        QCOMPARE(document.section(SectionKind::Target)->text, u"It parses.\n\n### Details\nMore."_s);
        QCOMPARE(document.sectionAt(18)->kind, SectionKind::AcceptanceCriteria);
        QVERIFY(!document.sectionAt(2));
        QCOMPARE(document.criteria.size(), 2);
        QCOMPARE(document.criteria[1].label(), u"AC-2"_s);
        QCOMPARE(document.criteria[1].text, u"An error names\nthe line."_s);
        QCOMPARE(document.criteria[1].firstLine, 18);
        QCOMPARE(document.criteria[1].lastLine, 19);
        QVERIFY(document.problems.isEmpty());
        QCOMPARE(nextCriterionNumber(document), 3);
    }

    void aCriterionMayBeWrittenInSeveralWays_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("dash") << u"- AC-7: It works."_s;
        QTest::newRow("star and bold") << u"* **AC-7:** It works."_s;
        QTest::newRow("bold id") << u"- **AC-7**: It works."_s;
        QTest::newRow("number") << u"1. AC-7 - It works."_s;
        QTest::newRow("task list") << u"- [ ] AC-7: It works."_s;
        QTest::newRow("ticked") << u"- [x] AC 7. It works."_s;
        QTest::newRow("lower case") << u"- ac-7: It works."_s;
        QTest::newRow("brackets") << u"- [AC-7] It works."_s;
        QTest::newRow("full-width colon") << u"- AC-7：It works."_s;
        QTest::newRow("no list") << u"AC-7: It works."_s;
    }

    void aCriterionMayBeWrittenInSeveralWays()
    {
        QFETCH(QString, line);
        const SpecDocument document = parseSpec(u"# T\n## Acceptance criteria\n"_s + line);
        QCOMPARE(document.criteria.size(), 1);
        QCOMPARE(document.criteria[0].number, 7);
        QCOMPARE(document.criteria[0].text, u"It works."_s);
    }

    void signsThatWereNotOpenedBeforeTheNumberBelongToTheText()
    {
        const SpecDocument document = parseSpec(
            u"# T\n## Acceptance criteria\n- AC-1: `find(\"x\")` is empty.\n- **AC-2:** **Never** slow.\n- [AC-3]: *soon*"_s);
        QCOMPARE(document.criteria.size(), 3);
        QCOMPARE(document.criteria[0].text, u"`find(\"x\")` is empty."_s);
        QCOMPARE(document.criteria[1].text, u"**Never** slow."_s);
        QCOMPARE(document.criteria[2].text, u"*soon*"_s);
    }

    void whatOnlyLooksLikeAnIdIsText_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("letters after it") << u"- AC-7x is a type"_s;
        QTest::newRow("no number") << u"- AC power stays on"_s;
        QTest::newRow("zero") << u"- AC-0: nothing"_s;
        QTest::newRow("too large") << u"- AC-99999999999999999999: much"_s;
    }

    void whatOnlyLooksLikeAnIdIsText()
    {
        QFETCH(QString, line);
        const SpecDocument document = parseSpec(u"# T\n## Acceptance criteria\n"_s + line);
        QCOMPARE(document.criteria.size(), 1);
        QCOMPARE(document.criteria[0].number, 0);
        QCOMPARE(document.criteria[0].text, line.mid(2));
        QVERIFY(has(document, SpecProblem::Kind::CriterionWithoutId));
    }

    void aListInsideACriterionIsPartOfIt()
    {
        const SpecDocument document =
            parseSpec(u"# T\n## Acceptance criteria\n- AC-1: Both:\n  - left\n  - right\n- AC-2: Also."_s);
        QCOMPARE(document.criteria.size(), 2);
        QCOMPARE(document.criteria[0].text, u"Both:\n- left\n- right"_s);
        QCOMPARE(document.criteria[0].lastLine, 4);
    }

    void codeAndCommentsHoldNoHeadings()
    {
        const SpecDocument document = parseSpec(
            u"# T\n## Target\n```sh\n# not a title\n## Approach\n````\n<!--\n## Approach\n-->\n~~~\n## Approach\n~~~\nend\n"_s);
        QVERIFY(!document.section(SectionKind::Approach));
        const SpecDocument unclosed = parseSpec(u"# T\n## Target\n```\n## Approach\n"_s);
        QCOMPARE(unclosed.sections.size(), 1);
        QCOMPARE(unclosed.sections[0].lastLine, 4);
    }

    void headingsMayBeChineseOrOfAnotherLevelOrCase()
    {
        const SpecDocument document =
            parseSpec(u"# 標題\n## 目前狀態\n無\n### target:\nA\n## 做法\nB\n## 驗收條件\n- AC-1：好\n"_s);
        for (const SectionKind kind :
             {SectionKind::CurrentState, SectionKind::Target, SectionKind::Approach, SectionKind::AcceptanceCriteria})
            QVERIFY(document.section(kind));
        QCOMPARE(document.criteria.size(), 1);
    }

    void anyTextIsASpec()
    {
        const SpecDocument none = parseSpec(u"");
        QVERIFY(none.title.isEmpty());
        QVERIFY(has(none, SpecProblem::Kind::NoTitle));
        QCOMPARE(specTitle(u""), u"Untitled"_s);
        const SpecDocument words = parseSpec(u"\nmake it blue\r\nand green"_s);
        QCOMPARE(words.title, u"make it blue"_s);
        QCOMPARE(words.titleLine, 1);
        QVERIFY(has(words, SpecProblem::Kind::MissingSection, u"Target"_s));
        QCOMPARE(specTitle(u"# "_s + QString(500, u'x')).size(), 120);
        const SpecDocument noHash = parseSpec(u"#hashtag\n"_s);
        QCOMPARE(noHash.title, u"#hashtag"_s);
    }

    void problemsNameTheirLine()
    {
        const SpecDocument document =
            parseSpec(u"# T\n## Current state\n\n## Target\nx\n## Approach\ny\n## Acceptance criteria\n"
                      "- AC-1: It is fast.\n- AC-1: Again.\n- AC-2:\n- no id\n"_s);
        const QList<SpecProblem> expected{{SpecProblem::Kind::EmptySection, 1, u"Current state"_s},
                                          {SpecProblem::Kind::UnclearWording, 8, u"fast"_s},
                                          {SpecProblem::Kind::DuplicateCriterion, 9, u"AC-1"_s},
                                          {SpecProblem::Kind::EmptyCriterion, 10, u"AC-2"_s},
                                          {SpecProblem::Kind::CriterionWithoutId, 11, u"no id"_s}};
        QCOMPARE(document.problems, expected);
        for (const SpecProblem &problem : document.problems)
            QVERIFY(problemText(problem).endsWith(u'.') || problemText(problem).endsWith(u'"'));
    }

    void templatesAreSpecsThatStillNeedToBeFilled()
    {
        QCOMPARE(specTemplates().size(), 3);
        for (const QString &name : specTemplates()) {
            const QString text = specTemplate(name);
            QVERIFY2(!text.isEmpty(), qPrintable(name));
            const SpecDocument document = parseSpec(text);
            QCOMPARE(document.sections.size(), 4);
            QVERIFY(document.criteria.size() >= 2);
            QVERIFY(has(document, SpecProblem::Kind::UnfilledTemplate));
            QVERIFY(!has(document, SpecProblem::Kind::MissingSection));
        }
        QVERIFY(specTemplate(u"none"_s).isEmpty());
    }

    void revisionsAreComparedByMeaning()
    {
        QString later = whole();
        later.replace(u"By hand."_s, u"With a generator."_s)
            .replace(u"- AC-1: Empty input gives an empty document.\n"_s, QString());
        later.replace(u"  the line.\n"_s, u"  the line.\n- AC-3: New.\n"_s).replace(u"## Notes\nNone.\n"_s, QString());
        const QList<SpecChange> changes = diffSpecs(parseSpec(whole()), parseSpec(later));
        const auto find = [&](SpecChange::What what, SpecChange::How how, const QString &name) {
            return std::ranges::any_of(
                changes, [&](const SpecChange &c) { return c.what == what && c.how == how && c.name == name; });
        };
        QVERIFY(find(SpecChange::What::Section, SpecChange::How::Changed, u"Approach"_s));
        QVERIFY(find(SpecChange::What::Section, SpecChange::How::Removed, u"Notes"_s));
        QVERIFY(find(SpecChange::What::Criterion, SpecChange::How::Removed, u"AC-1"_s));
        QVERIFY(find(SpecChange::What::Criterion, SpecChange::How::Added, u"AC-3"_s));
        QVERIFY(!find(SpecChange::What::Criterion, SpecChange::How::Changed, u"AC-2"_s));
        QVERIFY(diffSpecs(parseSpec(whole()), parseSpec(whole())).isEmpty());
    }

    void thePromptHoldsTheSpecItsCriteriaAndTheGuidelines()
    {
        const QString prompt = promptFor(whole(), {{u"AGENTS.md"_s, {}}});
        QVERIFY(prompt.contains(whole().trimmed()));
        QVERIFY(prompt.contains(u"- AC-2: An error names the line.\n"_s));
        QVERIFY(prompt.contains(u"AGENTS.md"_s));
        QVERIFY(!promptFor(u"just do it"_s).contains(u"AGENTS"_s));
        QVERIFY(conflictPrompt(u"main"_s, {u"a.c"_s}).contains(u"- a.c"_s));
    }

    void guidelinesAreHandedToAnAgentThatDoesNotReadThem()
    {
        const QList<Guideline> found{{u"AGENTS.md"_s, u"Use tabs."_s},
                                     {u"CLAUDE.md"_s, u"Use tabs.\n"_s},
                                     {u"docs/STYLE.md"_s, u"Be short."_s},
                                     {u"docs/BOOK.md"_s, QString(longestGuideline + 1, u'x')}};
        const auto handed = handGuidelines(found, {u"STYLE.md"_s});
        QCOMPARE(handed.size(), 4);
        QCOMPARE(handed[0].text, u"Use tabs."_s);
        QVERIFY(handed[1].text.isEmpty()); // the same once more
        QVERIFY(handed[2].text.isEmpty()); // it reads that one by itself
        QVERIFY(handed[3].text.isEmpty()); // too large: it is told to read it
        const QString prompt = promptFor(whole(), handed);
        QCOMPARE(prompt.count(u"Use tabs."_s), 1);
        QVERIFY(prompt.contains(u"docs/STYLE.md"_s) && prompt.contains(u"docs/BOOK.md"_s));
        QVERIFY(prompt.indexOf(u"Use tabs."_s) < prompt.indexOf(u"---- spec ----"_s));
    }

    void aLongSpecIsReadInLinearTime()
    {
        // Not timed: a quadratic reader would run into the test's own limit.
        QString text = u"# T\n## Acceptance criteria\n"_s;
        for (int n = 1; n < 50'000; ++n)
            text += u"- AC-%1: criterion number %1 says something\n  and more\n"_s.arg(n);
        QCOMPARE(parseSpec(text).criteria.size(), 49'999);
        QVERIFY(parseSpec(QString(2'000'000, u'#')).sections.isEmpty());
        QVERIFY(parseSpec(QString(2'000'000, u'<')).sections.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSpec)
#include "tst_spec.moc"
