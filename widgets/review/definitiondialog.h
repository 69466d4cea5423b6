// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "review/definition.h"

#include <QDialog>
#include <QList>

class QLabel;
class QListWidget;
class QPlainTextEdit;

namespace docket {

/** The places where a name seems to be defined; each with the text around it, which is asked for when it is looked at.
 */
class DefinitionDialog : public QDialog
{
    Q_OBJECT

public:
    DefinitionDialog(const QString &name, const QList<review::Definition> &found, QWidget *parent);

    /** Text of the file of definition `index`, as wanted(). */
    void setText(int index, const QByteArray &text);

Q_SIGNALS:
    void wanted(int index);
    void chosen(int index);       ///< go there
    void editorWanted(int index); ///< open it in the editor

private:
    void look(int index);

    QList<review::Definition> m_found;
    QListWidget *m_list;
    QPlainTextEdit *m_text;
    QLabel *m_place;
};

} // namespace docket
