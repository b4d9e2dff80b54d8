"""Messages about the sizes of matrices: of linear layers, and of products of one's own."""

from fuzz.message.reading import also, asked, plain, reading
from fuzz.message.table.layer import linear_head, linear_map, printed, squeeze
from fuzz.message.table.layer import linear_sizes as sizes
from fuzz.message.table.layer.pages import RESNET, function, module

LINEAR = module("Linear")
MATMUL = function("matmul")

READINGS = (
    reading(
        "shapes cannot be multiplied ({got:shape} and {weight:shape})",
        "size mismatch, m1: {got:shape}, m2: {weight:shape}",
        # as people type it
        "m1: {got:shape}, m2: {weight:shape}",
        "m1:{got:shape},m2:{weight:shape}",
        # of fake tensors, under torch.compile
        "a and b must have same reduction dim, but got {got:shape} X {weight:shape}",
        answers=(
            plain(
                "linear.product",
                cause="the product of two matrices needs as many columns in the first as rows in the"
                " second, but the first is {rows} x {columns} and the second {wanted} x {made}",
                fix="print both shapes; transpose the one that is turned round: a @ b.T, or"
                " b.transpose(-2, -1) of batches",
                page=MATMUL,
                when=sizes.operator,
                more=sizes.numbers,
            ),
            plain(
                "linear.squeeze",
                cause="the layer expects {wanted} features, but got {given} = {wanted} * {times}: a"
                " squeeze-and-excitation block was made for the planes of its block, whose output has"
                " planes * expansion channels",
                fix="make it for the channels that the block gives: SELayer(planes * block.expansion),"
                " which is {given} here",
                page=RESNET,
                confidence="likely",
                when=squeeze.squeezes,
                more=squeeze.squeeze,
            ),
            plain(
                "linear.whole_network",
                cause="the layer expects {wanted} features, but got 1000, the outputs of a network for"
                " ImageNet: its own fc is still in front of this layer",
                fix="take it away: model.fc = nn.Identity(), or put the new layer in its place:"
                " model.fc = nn.Linear(model.fc.in_features, num_classes)",
                page=RESNET,
                confidence="likely",
                more=linear_head.whole_network,
            ),
            plain(
                "linear.fixed_window",
                cause="the layer expects {wanted} features, and got {columns} = {wanted} x {left}: the"
                " images are {images}, and a pooling with a window of 7 x 7, made for images of 224,"
                " leaves {left} places of their map",
                fix="resize or crop the images to 224, or let the network take any size: model.avgpool ="
                " nn.AdaptiveAvgPool2d(1), as torchvision has it since 0.2.2",
                page=RESNET,
                more=printed.fixed_window,
            ),
            plain(
                "linear.not_pooled",
                cause="the layer expects {wanted} features, and got {columns} = {product}: the map"
                " {map}, as it was printed, is flattened with what a pooling leaves of its sides",
                fix="pool the whole map, whatever its size: nn.AdaptiveAvgPool{rank}d(1) in place of a"
                " pooling with a fixed window; or use images of the size that the window was made for",
                page=module("AdaptiveAvgPool2d"),
                more=printed.not_pooled,
            ),
            asked(
                "forward",
                "Linear",
                sizes.sized,
                cause="Linear expects an input whose last dimension has size {wanted}"
                " (in_features={wanted}), as {those} give it, but got {given}, as {these} do",
                fix="use nn.Linear({given}, ...), or better model.fc.in_features, which is right for"
                " each depth{unpooled}",
                more=linear_head.other_depth,
            ),
            plain(
                "linear.without_head",
                cause="the layer expects 1000 features, the outputs of a network for ImageNet, but got"
                " {given}: the network has no fc any more, and gives its features",
                fix="make the layer nn.Linear({given}, {made}), or keep the fc of the network",
                page=RESNET,
                confidence="likely",
                more=linear_head.without_head,
            ),
            plain(
                "linear.not_flattened",
                cause="the layer expects {wanted} = {channels} x {side} x {side} features, but"
                " multiplies the last dimension, of size {side}: its {rows} rows are maps {shape},"
                " which were not flattened",
                fix="flatten each sample in front of the layer: x = torch.flatten(x, 1), or"
                " nn.Flatten() in an nn.Sequential",
                page=function("flatten"),
                confidence="likely",
                more=linear_map.not_flattened,
            ),
            asked(
                "forward",
                "Linear",
                linear_map.unflattened_map,
                fix="put {advice} in front of it",
                more=linear_map.unflattened_fix,
            ),
            plain(
                "linear.no_batch",
                cause="the layer expects {wanted} features, and {rows} x {columns} is {wanted}: one"
                " sample, whose first dimension of {rows} was taken for the batch",
                fix="add the batch dimension in front of the network: x.unsqueeze(0); a DataLoader adds"
                " it itself",
                page=LINEAR,
                confidence="likely",
                more=linear_map.one_sample,
            ),
            plain(
                "linear.applied_twice",
                cause="the layer expects {wanted} features, but its input has {given}, as many as the"
                " layer itself gives: it was applied to outputs, not to features, as where a head is"
                " applied twice or stands behind a network that has its own",
                fix="pass it the {wanted} features: apply it once, or take the last layer of the network"
                " in front away (model.fc = nn.Identity())",
                page=LINEAR,
                confidence="likely",
                more=linear_head.applied_twice,
            ),
            plain(
                "linear.other_image",
                cause="the layer expects {wanted} features, a flattened image of {theirs}, but got"
                " {given}, one of {ours}",
                fix="convert the images to what the layer was made for, Resize(({side}, {side})) and"
                " Image.open(path).convert({mode}), or use in_features={given}",
                page=LINEAR,
                confidence="likely",
                more=linear_map.other_image_of,
            ),
            asked(
                "forward",
                "Linear",
                sizes.sized,
                cause="Linear expects an input whose last dimension has size {wanted}"
                " (in_features={wanted}), a map of {channels} x {meant} x {meant}, but got {given},"
                " which is {channels} x {side} x {side}: the images have another size than the head was"
                " made for",
                fix="put nn.AdaptiveAvgPool2d({meant}) before the flatten, which makes the head"
                " independent of the size of the images, or resize the images, or use"
                " in_features={given}",
                confidence="likely",
                more=linear_map.other_image,
            ),
            asked(
                "forward",
                "Linear",
                sizes.sized,
                cause="Linear expects an input whose last dimension has size {wanted}"
                " (in_features={wanted}), but got {given} = {channels} x {side} x {side}: height and"
                " width were flattened into it without pooling",
                fix="put nn.AdaptiveAvgPool2d(1) before the flatten{then}, or use in_features={given}",
                confidence="likely",
                tell="print(x.shape) in front of the flatten: height and width are more than 1",
                more=linear_map.unpooled,
            ),
            also(
                plain(
                    "linear.squeeze_width",
                    cause="a squeeze-and-excitation block was made for {wanted} planes, but its block"
                    " gives planes * {times} = {given} channels",
                    fix="make it for those: SELayer(planes * block.expansion)",
                    page=RESNET,
                    confidence="possible",
                    tell="the traceback is in a block of attention to channels, and the layer has {made}"
                    " outputs, as {wanted} // reduction",
                    more=squeeze.squeeze,
                )
            ),
            also(
                plain(
                    "linear.expansion",
                    cause="the last stage gives {given} channels, {times} times the {wanted} that the"
                    " layer was made for, as that of bottleneck blocks does",
                    fix="use nn.Linear(planes * block.expansion, num_classes), in_features={given} here",
                    page=RESNET,
                    confidence="possible",
                    tell="print(x.shape) in front of the flatten: it is [N, {given}, 1, 1]",
                    when=lambda told: not linear_map.pooled(told),
                    more=squeeze.expanded,
                )
            ),
            plain(
                "linear.batch_flattened",
                cause="the layer expects {wanted} features, but got one row of {given} = {batch} x"
                " {wanted}: the batch dimension was flattened too",
                fix="keep it: torch.flatten(x, 1), or x.view(x.size(0), -1), instead of torch.flatten(x)"
                " or x.view(-1)",
                page=function("flatten"),
                confidence="likely",
                tell="print(x.shape) in front of the flatten: the first size is {batch}",
                more=linear_map.batch_flattened,
            ),
            plain(
                "linear.feature_map",
                cause="the layer expects {wanted} features, but multiplies the last dimension, of size"
                " {side}: {rows} rows of {side} are a feature map [N, C, {side}, {side}] with N * C ="
                " {product}, which was neither pooled nor flattened",
                fix="put nn.AdaptiveAvgPool2d(1) and nn.Flatten() in front of the layer, and give it as"
                " many in_features as the map has channels; the flatten of a ResNet lives in its"
                " forward, and is lost in nn.Sequential(*list(model.children())[:-1])",
                page=module("Flatten"),
                confidence="likely",
                more=linear_map.other_map,
            ),
            plain(
                "linear.map_slice",
                cause="the layer expects {wanted} features, and multiplies the last dimension, of size"
                " {side}: its {rows} rows are {count} planes of {side} x {side}, so that the input is a"
                " feature map, or one channel of it, x[:, 0], as heads of transformers take their class"
                " token",
                fix="pool and flatten the map in front of the head: x.mean((2, 3)), or"
                " nn.AdaptiveAvgPool2d(1) and nn.Flatten(), which gives {wanted} features if the network"
                " has so many channels",
                page=RESNET,
                confidence="likely",
                more=linear_map.map_slice,
            ),
            asked(
                "forward",
                "Linear",
                sizes.sized,
                cause="Linear expects an input whose last dimension has size {wanted}"
                " (in_features={wanted}), but got {given}, {ours} x {common} in place of {theirs} x"
                " {common}: the images have another height or width than those that the layer was made"
                " for, so that the map that is flattened has another size",
                fix="resize the images to the size that the network was made for, or put"
                " nn.AdaptiveAvgPool2d before the flatten, which gives a map of one size for any image,"
                " or use in_features={given}",
                confidence="likely",
                more=linear_map.other_area,
            ),
            asked(
                "forward",
                "Linear",
                sizes.sized,
                cause="Linear expects an input whose last dimension has size {wanted}"
                " (in_features={wanted}), but got {given} = {times} x {wanted}",
                fix="print(x.shape) in front of the flatten: where height and width are more than 1,"
                " because the images are larger than those the network was made for, put"
                " nn.AdaptiveAvgPool2d(1) there or resize the images; where vectors of features were"
                " joined, use nn.Linear({given}, {made})",
                confidence="likely",
                more=linear_head.repeated,
            ),
            asked(
                "forward",
                "Linear",
                sizes.sized,
                fix="{advice}",
                more=sizes.in_features,
            ),
        ),
    ),
)
