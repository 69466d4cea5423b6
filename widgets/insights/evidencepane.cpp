// SPDX-FileCopyrightText: The Docket authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/insights/evidencepane.h"

#include "items/plaintext.h"
#include "widgets/common/appearance.h"
#include "widgets/common/chip.h"
#include "widgets/common/emptystate.h"
#include "widgets/common/icons.h"
#include "widgets/common/words.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace docket {

namespace {

constexpr qint64 logBytes = 256 * 1024;

class EvidenceDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QString displayText(const QVariant &value, const QLocale &locale) const override
    {
        return value.typeId() == QMetaType::LongLong ? Words::duration(value.toLongLong())
            : QStyledItemDelegate::displayText(value, locale);
    }

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus;
        if (!index.data(EvidenceModel::CurrentRole).toBool())
            option->palette.setColor(QPalette::Text, quietText(option->palette));
        if (index.column() == EvidenceModel::CheckColumn)
            option->font.setWeight(QFont::DemiBold);
        if (index.column() == EvidenceModel::TreeColumn)
            option->font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        // A quiet selection, as in the list of tasks: the colours of outcomes stay what they are.
        option->palette.setColor(QPalette::Highlight, toneGround(Tone::Accent, option->palette));
        option->palette.setColor(QPalette::HighlightedText, option->palette.color(QPalette::Text));
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (index.column() != EvidenceModel::OutcomeColumn) {
            QStyledItemDelegate::paint(painter, option, index);
            return;
        }
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, toneGround(Tone::Accent, option.palette));
        const StateLook look = Words::check(CheckOutcome(index.data(EvidenceModel::OutcomeRole).toInt()));
        const QSize size = chipSize(look, option.font);
        paintChip(*painter, QRect(option.rect.left() + 4, option.rect.center().y() - size.height() / 2 + 1,
                                  size.width(), size.height()), look,
                  option.font, option.palette);
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize base = QStyledItemDelegate::sizeHint(option, index);
        if (index.column() == EvidenceModel::OutcomeColumn)
            return {chipSize(Words::check(CheckOutcome(index.data(EvidenceModel::OutcomeRole).toInt())),
                             option.font).width() + 14, base.height()};
        return {base.width() + 14, base.height()};
    }
};

/** Headings are words, so they are made here and not in the model. */
class WordedEvidence final : public EvidenceModel
{
    Q_DECLARE_TR_FUNCTIONS(docket::EvidencePane)

public:
    using EvidenceModel::EvidenceModel;

    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
            return {};
        switch (section) {
        case CheckColumn: return tr("Check");
        case OutcomeColumn: return tr("Outcome");
        case RoundColumn: return tr("Round");
        case ExitColumn: return tr("Exit code");
        case DurationColumn: return tr("Duration");
        case TreeColumn: return tr("Tree");
        case ToolColumn: return tr("Tool");
        case ContainedColumn: return tr("Contained by");
        default: return {};
        }
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == Qt::AccessibleTextRole && index.column() == OutcomeColumn)
            return Words::check(CheckOutcome(index.data(OutcomeRole).toInt())).word;
        if (role == Qt::ToolTipRole)
            return visibleText(index.column() == CheckColumn ? index.data(CommandRole).toString()
                               : index.data().toString());
        return EvidenceModel::data(index, role);
    }
};

} // namespace

EvidencePane::EvidencePane(Workbench &workbench, QWidget *parent)
    : QWidget(parent), m_workbench(workbench), m_model(new WordedEvidence(this)), m_table(new QTableView),
        m_caption(new QLabel),
      m_search(new QLineEdit), m_log(new QPlainTextEdit), m_splitter(new QSplitter(Qt::Vertical)),
          m_empty(new EmptyState),
      m_stack(new QStackedLayout(this))
{
    m_table->setObjectName(u"evidenceTable"_s);
    m_table->setAccessibleName(tr("Checks and their outcomes"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new EvidenceDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 16);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);

    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_search->setObjectName(u"logSearch"_s);
    m_search->setAccessibleName(tr("Search the log"));
    m_search->setPlaceholderText(tr("Search the log"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(320);
    m_search->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    m_log->setObjectName(u"checkLog"_s);
    m_log->setAccessibleName(tr("Log of the check"));
    m_log->setReadOnly(true);
    m_log->setUndoRedoEnabled(false);
    m_log->setTabChangesFocus(true);
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_log->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->document()->setDocumentMargin(12);
    m_log->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *logPart = new QWidget;
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(16, 8, 16, 8);
    bar->addWidget(m_caption, 1);
    bar->addWidget(m_search, 1);
    auto *logLayout = new QVBoxLayout(logPart);
    logLayout->setContentsMargins(0, 0, 0, 0);
    logLayout->setSpacing(0);
    logLayout->addLayout(bar);
    logLayout->addWidget(m_log, 1);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(logPart);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] { loadLog(); });
    connect(m_search, &QLineEdit::textChanged, this, &EvidencePane::markFound);
    showState({});
}

void EvidencePane::showTask(TaskId task)
{
    if (m_task == task)
        return;
    m_task = task;
    m_shown = {};
    ++m_generation;
    m_model->setRecord({});
    m_log->clear();
    m_caption->clear();
    showState({});
}

void EvidencePane::setRecord(const TaskRecord &record)
{
    if (record.task.id != m_task)
        return;
    m_model->setRecord(record);
    showState(record);
    if (m_model->rowCount() == 0)
        return;
    const int row = m_model->rowOf(m_shown);
    if (row >= 0) {
        m_table->selectRow(row);
        if (m_model->at(row)->outcome != m_shownOutcome) {
            m_shown = {};
            loadLog();
        }
        return;
    }
    // What failed is what one comes for.
    int first = 0;
    for (int i = m_model->rowCount() - 1; i >= 0; --i) {
        if (m_model->at(i)->outcome == CheckOutcome::Failed
            && m_model->index(i, 0).data(EvidenceModel::CurrentRole).toBool())
            first = i;
    }
    m_table->selectRow(first);
}

void EvidencePane::choose(EvidenceId evidence)
{
    if (const int row = m_model->rowOf(evidence); row >= 0)
        m_table->selectRow(row);
}

void EvidencePane::showState(const TaskRecord &record)
{
    if (m_model->rowCount() > 0) {
        m_stack->setCurrentWidget(m_splitter);
        return;
    }
    if (record.task.state == TaskState::Checking)
        m_empty->setContent(u"flask"_s, tr("The checks are running"),
                            tr("Each outcome appears here with its log as soon as it is there."));
    else
        m_empty->setContent(u"flask"_s, tr("No evidence yet"),
                            tr("After each round the checks of docket.yaml run on exactly the tree that the agent "
                               "left. Exit code, duration, log and tool version are kept here."));
    m_stack->setCurrentWidget(m_empty);
}

void EvidencePane::loadLog()
{
    const Evidence *evidence = m_model->at(m_table->currentIndex().row());
    if (!evidence || evidence->id == m_shown)
        return;
    m_shown = evidence->id;
    m_shownOutcome = evidence->outcome;
    m_caption->setText(visibleText(evidence->command).simplified());
    m_caption->setToolTip(m_caption->text());
    const quint64 generation = ++m_generation;
    m_workbench.loadCheckLog(evidence->id, logBytes, this, [this, generation](const Result<QString> &log) {
        if (generation != m_generation)
            return;
        if (!log) {
            m_log->setPlainText(Words::error(log.error()));
            return;
        }
        m_log->setPlainText(log->isEmpty() ? tr("The check printed nothing.") : *log);
        m_log->moveCursor(QTextCursor::End);
        m_log->horizontalScrollBar()->setValue(0);
        markFound();
    });
}

void EvidencePane::markFound()
{
    QList<QTextEdit::ExtraSelection> marks;
    const QString words = m_search->text();
    constexpr int most = 1000;
    if (!words.isEmpty()) {
        for (QTextCursor at = m_log->document()->find(words); !at.isNull()
             && marks.size() < most; at = m_log->document()->find(words, at)) {
            QTextEdit::ExtraSelection mark;
            mark.cursor = at;
            mark.format.setBackground(toneGround(Tone::Warning, palette()));
            mark.format.setForeground(toneColor(Tone::Warning, palette()));
            marks << mark;
        }
    }
    m_log->setExtraSelections(marks);
}

void EvidencePane::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void EvidencePane::findNext(bool backwards)
{
    const QTextDocument::FindFlags flags = backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (m_log->find(m_search->text(), flags))
        return;
    m_log->moveCursor(backwards ? QTextCursor::End : QTextCursor::Start);
    m_log->find(m_search->text(), flags);
}

bool EvidencePane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            findNext(key->modifiers().testFlag(Qt::ShiftModifier));
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_search->clear();
            m_log->setFocus();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace docket
