# as written: SyntaxError: '(' was never closed, at self.fc = nn.Linear(512, 10
source = "class Net(nn.Module):\n    def __init__(self):\n        self.fc = nn.Linear(512, 10"
compile(source, "net.py", "exec")
