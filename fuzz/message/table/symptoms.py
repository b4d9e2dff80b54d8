"""All symptoms, those that ask for more words before those that ask for fewer."""

from fuzz.message.table import (
    symptom,
    symptom_data,
    symptom_learning,
    symptom_loss,
    symptom_network,
    symptom_program,
    symptom_reloaded,
    symptom_running,
    symptom_training,
)

SYMPTOMS = (
    *symptom_program.SYMPTOMS,
    *symptom_network.SYMPTOMS,
    *symptom_reloaded.SYMPTOMS,
    *symptom.SYMPTOMS,
    *symptom_training.SYMPTOMS,
    *symptom_data.SYMPTOMS,
    *symptom_loss.SYMPTOMS,
    *symptom_running.SYMPTOMS,
    *symptom_learning.SYMPTOMS,
)
