class GradCAM:
    def clear_up(self):
        self.activations_and_grads.release()


GradCAM().clear_up()
