// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "review/definition.h"

#include <QTest>

using namespace docket::review;

class TestDefinition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineThatDefinesTheNameIsTold_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("defines");
        const auto row = [](const char *line, bool defines) { QTest::newRow(line) << QByteArray(line) << defines; };
        row("int parse(const char *text)", true);
        row("static inline CURLcode parse(struct data *d,", false); // goes on: the next line may end in ';'
        row("CURLcode Url::parse(const char *s) const", true);
        row("parse(void)", true);
        row("def parse(text):", true);
        row("    def parse(self):", true);
        row("func (r *Reader) parse(s string) error {", true);
        row("fn parse<T>(input: &str) -> T {", true);
        row("class parse:", true);
        row("struct parse {", true);
        row("#define parse(x) (x)", true);
        row("typedef int parse;", true);
        row("} parse;", true);
        row("const parse = () => 1;", true);
        row("export function parse(a) {", true);
        row("    parse(a, b) {", true);
        row("parse = compile('x')", true);
        row("parse() {", true);
        row("int parse(const char *text);", false);
        row("struct parse;", false);
        row("    return parse(x)", false);
        row("    parse(x);", false);
        row("    a = parse(x)", false);
        row("    if (parse(x)) {", false);
        row("// int parse(int)", false);
        row(" * parse(x)", false);
        row("int parser(int x)", false);
        row("from a import parse", false);
        row("else parse(x)", false);
    }

    void aLineThatDefinesTheNameIsTold()
    {
        QFETCH(QByteArray, line);
        QFETCH(bool, defines);
        QCOMPARE(definesName(line, "parse"), defines);
    }

    void placesAreCountedAndSortedByDistance()
    {
        QList<Definition> found =
            definitionsIn("b/x.c", "int a;\n\nint run(int a)\n{\n run(1);\n}\nint run(void)\n{\n", "run", 10);
        QCOMPARE(found.size(), 2);
        QCOMPARE(found.at(0).line, 2);
        QCOMPARE(found.at(1).line, 6);
        found += definitionsIn("a/y.py", "def run():\n", "run", 10);
        found += definitionsIn("a/me.c", "int run(void)\n", "run", 10);
        found.append({"a/me.c", 9, "int run(char)", true});
        sortByDistance(found, "a/me.c");
        QList<QByteArray> paths;
        for (const Definition &each : found)
            paths += each.path;
        QCOMPARE(paths, (QList<QByteArray>{"a/me.c", "a/y.py", "b/x.c", "b/x.c", "a/me.c"}));
        QCOMPARE(definitionsIn("x", "int run(void)\nint run(void)\n", "run", 1).size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestDefinition)
#include "tst_definition.moc"
