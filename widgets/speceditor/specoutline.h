// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spec/specdocument.h"

#include <QWidget>

class QLabel;
class QTreeWidget;

namespace docket {

/** Sections, criteria and what is missing, beside the text. A click or Enter goes to the line. */
class SpecOutline : public QWidget
{
    Q_OBJECT

public:
    explicit SpecOutline(QWidget *parent = nullptr);

    void setDocument(const SpecDocument &document);
    QStringList problemTexts() const;

Q_SIGNALS:
    void lineChosen(int line);

protected:
    void changeEvent(QEvent *event) override;

private:
    void fill();

    SpecDocument m_document;
    QLabel *m_summary;
    QTreeWidget *m_tree;
};

} // namespace docket
