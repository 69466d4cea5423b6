// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/questions.h"

#include <QJsonDocument>
#include <QTest>

using namespace docket;
using namespace Qt::StringLiterals;

/** Forms of choices, and how a person goes through them. */
class TestQuestions : public QObject
{
    Q_OBJECT

    using Kind = AgentPermissionRequest::OptionKind;
    using Choices = QList<questions::Question::Choice>;

    static QJsonObject object(const QByteArray &text) { return QJsonDocument::fromJson(text).object(); }
    static QJsonArray array(const QByteArray &text) { return QJsonDocument::fromJson(text).array(); }
    static const AgentPermissionRequest::Option *named(const AgentPermissionRequest &asked, const QString &name)
    {
        const auto found = std::ranges::find(asked.options, name, &AgentPermissionRequest::Option::name);
        return found == asked.options.end() ? nullptr : &*found;
    }

private Q_SLOTS:
    void choicesOfASchemaAreRead_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<Choices>("choices");
        const Choices plain{{u"a"_s, u"a"_s}, {u"b"_s, u"b"_s}};
        const Choices titled{{u"a"_s, u"One"_s}, {u"b"_s, u"Two"_s}};
        QTest::newRow("enum") << QByteArray(R"({"type": "string", "enum": ["a", "b"]})") << plain;
        QTest::newRow("names") << QByteArray(R"({"enum": ["a", "b"], "enumNames": ["One", "Two"]})") << titled;
        QTest::newRow("titles")
            << QByteArray(R"({"oneOf": [{"const": "a", "title": "One"}, {"const": "b", "title": "Two"}]})") << titled;
        QTest::newRow("yes or no") << QByteArray(R"({"type": "boolean"})")
                                   << Choices{{u"true"_s, u"Yes"_s}, {u"false"_s, u"No"_s}};
    }
    void choicesOfASchemaAreRead()
    {
        QFETCH(QByteArray, field);
        QFETCH(Choices, choices);
        const auto read = questions::ofSchema(object(R"({"required": ["f"], "properties": {"f": )" + field + "}}"));
        QVERIFY(read && read->size() == 1);
        QCOMPARE(read->at(0).id, u"f"_s);
        QVERIFY(read->at(0).choices == choices);
        QVERIFY(read->at(0).isRequired);
    }

    void whatAsksForMoreThanChoicesIsNone_data()
    {
        QTest::addColumn<QByteArray>("properties");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("text") << QByteArray(R"("f": {"type": "string"})");
        QTest::newRow("number") << QByteArray(R"("f": {"type": "integer"})");
        QTest::newRow("several") << QByteArray(R"("f": {"type": "array", "items": {"enum": ["a"]}})");
        QTest::newRow("an empty value") << QByteArray(R"("f": {"enum": ["", "b"]})");
        QTest::newRow("too many") << QByteArray(R"("f": {"enum": ["1", "2", "3", "4", "5", "6", "7"]})");
        QTest::newRow("text beside choices") << QByteArray(R"("a": {"enum": ["1"]}, "f": {"type": "string"})");
    }
    void whatAsksForMoreThanChoicesIsNone()
    {
        QFETCH(QByteArray, properties);
        QVERIFY(!questions::ofSchema(object(R"({"properties": {)" + properties + "}}")));
    }

    void theContentHasTheTypesOfTheSchema()
    {
        const QJsonObject schema =
            object(R"({"properties": {"db": {"enum": ["a", "b"]}, "really": {"type": "boolean"}}})");
        QCOMPARE(questions::contentOf(schema, {{u"db"_s, u"b"_s}, {u"really"_s, u"true"_s}}),
                 object(R"({"db": "b", "really": true})"));
    }

    void questionsOfCodexAreAnsweredByTheirIds()
    {
        const auto read = questions::ofCodex(array(R"([{"id": "db", "header": "Store", "question": "Which?",
            "options": [{"label": "SQLite", "description": "one file"}]}])"));
        QVERIFY(read && read->size() == 1);
        QCOMPARE(read->at(0).text, u"Which?"_s);
        QVERIFY(read->at(0).choices == (Choices{{u"SQLite"_s, u"SQLite"_s, u"one file"_s}}));
        QCOMPARE(questions::codexAnswers({{u"db"_s, u"SQLite"_s}}), object(R"({"db": {"answers": ["SQLite"]}})"));
        QVERIFY(!questions::ofCodex(array(R"([{"id": "k", "question": "Key?", "isSecret": true,
            "options": [{"label": "a"}]}])")));
    }

    void questionsOfClaudeAreAnsweredInTheInput()
    {
        const QJsonObject input = object(R"({"questions": [{"question": "Which?", "options": [{"label": "A"}]}]})");
        const auto read = questions::ofClaude(input);
        QVERIFY(read && read->size() == 1);
        const QJsonObject answered = questions::claudeInput(input, {{u"Which?"_s, u"A"_s}});
        QCOMPARE(answered.value("questions"_L1), input.value("questions"_L1));
        QCOMPARE(answered.value("answers"_L1).toObject(), object(R"({"Which?": "A"})"));
    }

    void oneIsAskedAfterTheOther()
    {
        QList<std::optional<questions::Answers>> done;
        questions::Run run({{.id = u"1"_s, .text = u"First?"_s, .choices = {{u"a"_s, u"A"_s, u"the first letter"_s}}},
                            {.id = u"2"_s, .text = u"Second?"_s, .choices = {{u"b"_s, u"B"_s}}, .isRequired = false},
                            {.id = u"3"_s, .text = u"Third?"_s, .choices = {{u"c"_s, u"C"_s}}}},
                           [&](const auto &answers) { done.append(answers); });
        const AgentPermissionRequest first = run.request(u"q1"_s);
        QCOMPARE(first.title, u"First?"_s);
        QCOMPARE(first.toolCall.raw.value("A"_L1).toString(), u"the first letter"_s);
        QVERIFY(!named(first, u"No answer"_s));
        QVERIFY(run.answer(named(first, u"A"_s)));
        const AgentPermissionRequest second = run.request(u"q2"_s);
        QVERIFY(run.answer(named(second, u"No answer"_s)));
        const AgentPermissionRequest third = run.request(u"q3"_s);
        QVERIFY(done.isEmpty());
        QVERIFY(!run.answer(named(third, u"C"_s)));
        QCOMPARE(done.size(), 1);
        QVERIFY(done[0] == (questions::Answers{{u"1"_s, u"a"_s}, {u"3"_s, u"c"_s}}));
    }

    void oneThatIsDeclinedDeclinesAll()
    {
        for (const bool isEnd : {true, false}) {
            QList<std::optional<questions::Answers>> done;
            questions::Run run({{.id = u"1"_s, .text = u"?"_s, .choices = {{u"a"_s, u"A"_s}}}},
                               [&](const auto &answers) { done.append(answers); });
            const AgentPermissionRequest asked = run.request(u"q1"_s);
            QCOMPARE(named(asked, u"Decline"_s)->kind, Kind::RejectOnce);
            QVERIFY(!run.answer(isEnd ? nullptr : named(asked, u"Decline"_s)));
            QCOMPARE(done.size(), 1);
            QVERIFY(!done[0]);
        }
    }
};

QTEST_GUILESS_MAIN(TestQuestions)
#include "tst_questions.moc"
