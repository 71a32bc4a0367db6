package com.example.app.task;

import io.daybook.kernel.decide.Rejection;

/** Why a task refuses a command. */
public sealed interface TaskRejection extends Rejection {
    record TaskAlreadyAdded() implements TaskRejection {
        @Override
        public String code() {
            return "task-already-added";
        }

        @Override
        public String message() {
            return "There is a task with this id already.";
        }
    }

    record TaskIsFinished() implements TaskRejection {
        @Override
        public String code() {
            return "task-finished";
        }

        @Override
        public String message() {
            return "A finished task cannot be assigned to anybody.";
        }
    }
}
