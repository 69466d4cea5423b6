// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specdocument.h"

#include <QPlainTextEdit>

#include <memory>

namespace docket {

namespace highlight {
class DocumentColours;
class Languages;
}

/**
 * Markdown text with syntax colours that follow the palette, and lists that go on: Enter after "- AC-2: x" begins AC-3.
 */
class SpecTextEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit SpecTextEdit(QWidget *parent = nullptr);
    ~SpecTextEdit() override;

    void goToLine(int line);
    int currentLine() const;
    /** True when `text` is what is shown. Asked at each key: no copy of the whole is made, and the length nearly always
     * tells. */
    bool holds(QStringView text) const;
    /** Adds "- AC-n: " at the end of the criteria (made if missing) and puts the caret there. */
    void insertCriterion(const SpecDocument &document);
    /** Adds the section where its place in the order of a spec is. */
    void insertSection(const SpecDocument &document, SectionKind kind);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void applyTheme();
    /** Replaces nothing; inserts before `line` (the end where it is beyond) as one undo step. */
    void insertAt(int line, const QString &text);
    bool continueList();

    std::unique_ptr<highlight::Languages> m_languages;
    std::unique_ptr<highlight::DocumentColours> m_colours;
};

} // namespace docket
